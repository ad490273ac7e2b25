namespace DtnBox.Randomized.Tests.Generation;

/// <summary>What a person asks for while the transfer runs. All transfers are deleted at the end.</summary>
/// <param name="AfterTicks">When: see <see cref="Faults.PlannedFault"/>.</param>
internal abstract record Order(int AfterTicks)
{
    /// <summary>Stop; and when it has stopped, go on, or leave it at that.</summary>
    public sealed record Stop(int AfterTicks, bool Restarts) : Order(AfterTicks);

    /// <summary>Another deadline, far away, or none.</summary>
    public sealed record ChangeDeadline(int AfterTicks, int? Hours) : Order(AfterTicks);

    /// <summary>The transfer is started again with the same key, as by a client that lost the answer.</summary>
    public sealed record StartAgain(int AfterTicks) : Order(AfterTicks);
}
