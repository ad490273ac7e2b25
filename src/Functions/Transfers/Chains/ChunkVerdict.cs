using DtnBox.Contracts;
using DtnBox.Functions.Commands;

namespace DtnBox.Functions.Transfers.Chains;

/// <summary>How one try at a chunk ended, as far as its orchestration must know.</summary>
internal enum ChunkEnd
{
    /// <summary>All that could be done is done: what became of the chunk is in the ledger.</summary>
    Done,

    /// <summary>Its tries are used up: the ledger has as failed what is not proven right. The other chunks go on.</summary>
    GaveUp,

    /// <summary>It was stopped, or nothing of its transfer may begin any more.</summary>
    Stopped,

    /// <summary>Another try after a pause may mend it.</summary>
    Again,

    /// <summary>Something is wrong that no other chunk would survive.</summary>
    Failed,
}

/// <summary>The payload of the one event that tells how a try at a chunk ended.</summary>
/// <param name="End">How.</param>
/// <param name="Fault">Why the whole transfer cannot go on.</param>
/// <param name="Pause">How long to wait before the next try.</param>
/// <param name="Recopy">Whether that try copies again what the ledger has as copied.</param>
internal sealed record ChunkVerdict(ChunkEnd End, Fault? Fault = null, TimeSpan? Pause = null, bool Recopy = false)
{
    public static ChunkVerdict Stopped { get; } = new(ChunkEnd.Stopped);

    /// <summary>The name of that event. It has the attempt and the try: one that comes late or twice finds nobody who waits.</summary>
    public static string EventName(string transferId, int attempt, int chunk, int @try)
        => $"ChunkEnded:{CommandId.For(transferId, attempt, "Chunk", chunk, @try)}";
}
