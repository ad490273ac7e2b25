namespace DtnBox.Contracts.Agents;

/// <summary>What an agent may send now, in bytes per second. Always the whole picture: what is absent has no cap.</summary>
/// <param name="Transfers">Of each transfer that it has commands of and that is capped: its share of the transfer's cap.</param>
/// <param name="Node">Of all together: its share of the node's cap.</param>
public sealed record BandwidthCaps(IReadOnlyDictionary<string, long> Transfers, long? Node = null);
