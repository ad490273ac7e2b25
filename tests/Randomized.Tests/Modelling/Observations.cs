using DtnBox.Contracts.Transfers;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>What was seen of one run of a schedule.</summary>
internal sealed record Observations
{
    /// <summary>Gets the transfer when nothing of it happened any more.</summary>
    public required TransferView Transfer { get; init; }

    /// <summary>Gets what the destination had then: SHA-256 by key without the prefix.</summary>
    public required IReadOnlyDictionary<string, string> Destination { get; init; }

    /// <summary>Gets what the source had then.</summary>
    public required IReadOnlyDictionary<string, string> Source { get; init; }

    /// <summary>Gets what was sent again although the store's acknowledgement could be known.</summary>
    public IReadOnlyList<string> SentAgain { get; init; } = [];

    /// <summary>Gets the codes with which it had given up before a person restarted it.</summary>
    public IReadOnlyList<string> GivenUpWith { get; init; } = [];

    /// <summary>Gets the orchestrations of it that had not ended.</summary>
    public IReadOnlyList<string> OpenOrchestrations { get; init; } = [];

    /// <summary>Gets what was found wrong on the way: answers that must not be, rows left over, no end in time.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
