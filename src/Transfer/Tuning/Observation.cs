namespace DtnBox.Transfer.Tuning;

/// <summary>What was seen of one kind of work in one interval.</summary>
/// <param name="Rate">Work that got through, for each second, in any unit that stays the same.</param>
/// <param name="Finished">Requests that the store acknowledged.</param>
/// <param name="Throttled">Requests that a store refused for being too many (503, 429).</param>
/// <param name="Failed">Requests that failed otherwise, in a way that another try may mend.</param>
/// <param name="Latency">The median time from the last byte of a body to its acknowledgement; null when none came.</param>
/// <param name="Contention">The part of the interval in which somebody waited for a slot, 0 to 1.</param>
/// <param name="Paced">The part of the streams' time that was spent waiting for a bandwidth cap, 0 to 1.</param>
/// <param name="MemoryLoad">How full the memory of this machine or container is, 0 to 1.</param>
internal sealed record Observation(
    double Rate,
    int Finished = 0,
    int Throttled = 0,
    int Failed = 0,
    TimeSpan? Latency = null,
    double Contention = 1,
    double Paced = 0,
    double MemoryLoad = 0)
{
    /// <summary>Gets how many requests came to an end.</summary>
    public int Requests => Finished + Throttled + Failed;
}
