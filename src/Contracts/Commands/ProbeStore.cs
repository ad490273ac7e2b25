using DtnBox.Contracts.Stores;

namespace DtnBox.Contracts.Commands;

/// <summary>Tries what a store can do, in a bucket that the keys may write in, and leaves nothing there.</summary>
/// <param name="Store">Whose store, and which bucket.</param>
/// <param name="ProbeId">In the names of what is written, so that a repetition finds what a dead probe left.</param>
public sealed record ProbeStoreInput(Location Store, string ProbeId);

/// <summary>What was found.</summary>
/// <param name="Findings">Absent when the probe could not be carried through.</param>
/// <param name="Faults">Why not; or what was left behind and must be removed by hand.</param>
public sealed record ProbeStoreResult(StoreFindings? Findings, IReadOnlyList<Fault> Faults);
