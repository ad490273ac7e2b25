using DtnBox.Contracts.Stores;

namespace DtnBox.Contracts.Commands;

/// <summary>Signs, with the destination's own keys, what another node's agent needs to write the objects of a chunk.</summary>
/// <remarks>
/// The ledger says what is to be written: its <c>DescribedObject</c> lines. For objects that are sent in parts it opens
/// the uploads.
/// </remarks>
/// <param name="SourcePrefix">What the source keys of the ledger begin with; the destination key has the rest.</param>
/// <param name="Seconds">How long the signatures hold.</param>
public sealed record SignChunkInput(
    string SourcePrefix, Location Destination, int Chunk, StoreCapabilities DestinationCapabilities, int Seconds);

/// <summary>What was signed.</summary>
/// <param name="ObjectsSigned">Objects that can be sent now.</param>
/// <param name="ObjectsFailed">Objects that the store does not take; the ledger says why.</param>
public sealed record SignChunkResult(long ObjectsSigned, long ObjectsFailed);
