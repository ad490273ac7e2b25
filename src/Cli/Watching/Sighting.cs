using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Watching;

/// <summary>One look at a transfer.</summary>
/// <param name="Transfer">As it was last seen; null when it has not been seen yet.</param>
/// <param name="Pace">How fast it goes.</param>
/// <param name="Trouble">Why this look saw nothing; null when it did.</param>
internal sealed record Sighting(TransferView? Transfer, Pace Pace, string? Trouble);
