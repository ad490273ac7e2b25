using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Contracts.Commands;

/// <summary>A place in a store.</summary>
/// <param name="NodeId">Whose store.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What keys begin with; empty for the whole bucket.</param>
public sealed record Location(string NodeId, string Bucket, string Prefix);

/// <summary>Checks what the keys may do. Either side may be absent: each agent checks what it can reach.</summary>
/// <param name="Source">List, and read one object.</param>
/// <param name="Destination">Put, read back and delete a small object; probe what the store can do.</param>
/// <param name="ReadBack">List and read at the destination, for the agent that will verify there.</param>
public sealed record ValidateKeysInput(Location? Source, Location? Destination, Location? ReadBack);

/// <summary>What was found.</summary>
/// <param name="Faults">Empty when everything needed is allowed.</param>
/// <param name="Capabilities">Of the destination store, when it was asked about.</param>
public sealed record ValidateKeysResult(IReadOnlyList<Fault> Faults, StoreCapabilities? Capabilities);

/// <summary>Measures the way to the destination store with plain requests.</summary>
public sealed record ProbePathInput(Location Destination);

/// <summary>The measurement.</summary>
/// <param name="RttMilliseconds">Smallest time of a TCP connect, in milliseconds.</param>
/// <param name="FirstByteMilliseconds">Median time from a HEAD request to its answer on a warm connection.</param>
public sealed record ProbePathResult(double RttMilliseconds, double FirstByteMilliseconds);

/// <summary>Lists a range of keys on both sides, decides what to copy, and stores the plans of the chunks.</summary>
/// <param name="Settings">Which objects are taken.</param>
/// <param name="After">Source key to go on after, or a position in the list of keys; absent at the start.</param>
/// <param name="FirstChunk">The number of the first chunk it makes.</param>
/// <param name="MaxObjects">Stop after about so many source objects, or keys of the list.</param>
/// <param name="FirstExtrasPage">The number of the first page of extras it stores, when extras are to be deleted.</param>
/// <param name="Listed">What the destination has, listed by its own agent; absent when its keys are at hand, or nothing asks for it.</param>
public sealed record PlanCopyInput(
    Location Source,
    Location Destination,
    TransferSettings Settings,
    string? After,
    int FirstChunk,
    int MaxObjects,
    int FirstExtrasPage = 1,
    DestinationListing? Listed = null);

/// <summary>What was planned. Chunks are <c>FirstChunk</c> … <c>FirstChunk + Chunks - 1</c>.</summary>
/// <param name="Chunks">How many chunks were stored.</param>
/// <param name="Objects">Objects in them.</param>
/// <param name="Bytes">Bytes in them.</param>
/// <param name="SkippedObjects">Objects left out because the sync mode says so.</param>
/// <param name="SkippedBytes">Their bytes.</param>
/// <param name="Next">Where to go on, or null at the end of the listing.</param>
/// <param name="ExtrasPages">How many pages of extras were stored.</param>
/// <param name="Extras">Objects in them: the destination has them and the source has not.</param>
public sealed record PlanCopyResult(
    int Chunks,
    long Objects,
    long Bytes,
    long SkippedObjects,
    long SkippedBytes,
    string? Next,
    int ExtrasPages = 0,
    long Extras = 0);

/// <summary>Copies what is not yet copied of one chunk.</summary>
/// <param name="Settings">What the transfer is to do, and what the tuner must keep to.</param>
/// <param name="Recopy">Copy also objects whose read-back failed, which the ledger has as copied.</param>
/// <param name="FailedOnly">Leave alone objects that were never tried.</param>
/// <param name="TransferId">Whose limits, bandwidth cap and tuning report the work comes under.</param>
/// <param name="Keyless">
/// The destination's keys are not at hand: what its agent has signed for is sent, and what it has not is described for it.
/// </param>
/// <param name="Round">Counts from 1 within one attempt at the chunk; what failed in an earlier round is left alone.</param>
public sealed record CopyChunkInput(
    Location Source,
    Location Destination,
    TransferSettings Settings,
    int Chunk,
    StoreCapabilities DestinationCapabilities,
    bool Recopy,
    bool FailedOnly = false,
    string TransferId = "",
    bool Keyless = false,
    int Round = 1);

/// <summary>Reads back what was copied of one chunk and compares it with the hashes taken on the way.</summary>
/// <param name="SourcePrefix">What the source keys of the ledger begin with; the destination key has the rest.</param>
/// <param name="Kind">Verify when nothing was copied: what the destination has anyway is compared.</param>
/// <param name="PacedBy">The transfer whose bandwidth cap holds for it; absent when it is read by the store's own node.</param>
/// <param name="Completes">First puts together the uploads whose parts the source's agent has sent.</param>
public sealed record VerifyChunkInput(
    string SourcePrefix,
    Location Destination,
    int Chunk,
    TransferKind Kind = TransferKind.Copy,
    string? PacedBy = null,
    bool Completes = false);

/// <summary>The state of a chunk after a copy or verify command, counted over the whole chunk.</summary>
/// <param name="ObjectsDone">Objects copied (copy) or proven right (verify), in this and all earlier runs.</param>
/// <param name="BytesDone">Their bytes.</param>
/// <param name="ObjectsFailed">Objects that failed in the end.</param>
/// <param name="Faults">Failures by code: how many, and one of them as an example.</param>
/// <param name="NotCopied">How many copied objects lack which of their properties; absent when none does.</param>
/// <param name="Copied">What is copied, when a read-back put uploads together before.</param>
/// <param name="ObjectsSent">Objects whose parts are all sent, and which the destination has yet to put together.</param>
/// <param name="ObjectsUnsigned">Objects that wait for signatures of the destination.</param>
public sealed record ChunkResult(
    long ObjectsDone,
    long BytesDone,
    long ObjectsFailed,
    IReadOnlyDictionary<string, FaultSummary> Faults,
    IReadOnlyDictionary<string, long>? NotCopied = null,
    CopiedCount? Copied = null,
    long ObjectsSent = 0,
    long ObjectsUnsigned = 0);

/// <summary>Objects of a chunk that are copied, in all runs.</summary>
/// <param name="Objects">How many.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="NotCopied">How many lack which of their properties; absent when none does.</param>
public sealed record CopiedCount(long Objects, long Bytes, IReadOnlyDictionary<string, long>? NotCopied = null);

/// <summary>Failures with one cause.</summary>
public sealed record FaultSummary(long Count, string ExampleKey, Fault Example);
