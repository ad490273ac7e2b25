namespace DtnBox.Contracts.Commands;

/// <summary>Aborts the multipart uploads that a chunk of a dead transfer left open.</summary>
/// <param name="SourcePrefix">What the source keys of the ledger begin with; the destination key has the rest.</param>
/// <param name="Attempt">The transfer's attempt that is dead; a later one opens uploads of its own.</param>
public sealed record SweepUploadsInput(string SourcePrefix, Location Destination, int Chunk, int Attempt);

/// <summary>What was swept.</summary>
/// <param name="Aborted">Uploads that were still open and are no more.</param>
public sealed record SweepUploadsResult(int Aborted);
