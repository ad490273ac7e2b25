namespace DtnBox.Contracts.Commands;

/// <summary>Deletes at the destination what the source did not have when it was listed, and has not now.</summary>
/// <param name="Source">Asked again about each key before it is deleted.</param>
/// <param name="Destination">Deleted from here.</param>
/// <param name="Pages">The extras are in the ledger's pages 1 to this.</param>
public sealed record DeleteExtrasInput(Location Source, Location Destination, int Pages);

/// <summary>What became of the extras, counted over all pages and all earlier runs.</summary>
/// <param name="Deleted">Gone from the destination.</param>
/// <param name="Failed">Still there; <paramref name="Faults"/> says why.</param>
/// <param name="Faults">Failures by code.</param>
public sealed record DeleteExtrasResult(long Deleted, long Failed, IReadOnlyDictionary<string, FaultSummary> Faults);
