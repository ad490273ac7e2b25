using DtnBox.Contracts.Transfers;
using DtnBox.Randomized.Tests.Generation;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>How a transfer must end, when everybody gets what they need in the end.</summary>
/// <param name="State">Its state.</param>
/// <param name="FaultCodes">What its fault may be, when it has one.</param>
/// <param name="Totals">Its counters.</param>
/// <param name="Destination">What the destination has afterwards, by key without the prefix.</param>
internal sealed record Expectation(
    TransferState State,
    IReadOnlyList<string> FaultCodes,
    TransferTotals Totals,
    IReadOnlyDictionary<string, Content> Destination);
