using DtnBox.Contracts.Stores;

namespace DtnBox.Functions.Transfers.Keyless;

/// <summary>What one side of a transfer has to offer.</summary>
/// <param name="HasAgents">Whether its node has agents.</param>
/// <param name="KnowsHow">Whether one of them knows keyless transfers, or ever did.</param>
/// <param name="AddedHeaders">What its store does with headers added to a signed address, as far as it was probed.</param>
internal sealed record Partner(bool HasAgents, bool KnowsHow, AddedHeaders AddedHeaders = AddedHeaders.Unknown);
