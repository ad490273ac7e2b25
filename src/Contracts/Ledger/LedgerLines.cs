using System.Text.Json.Serialization;

namespace DtnBox.Contracts.Ledger;

/// <summary>The append-only streams of a chunk. Each is JSON lines, stored as concatenated gzip members (RFC 1952).</summary>
/// <remarks>
/// The agent appends with <c>POST /api/v1/agent/commands/{id}/ledger/{stream}</c> and reads with <c>GET</c>. A line may
/// appear twice after a lost answer; for one key the last line counts. The control plane holds it, so another agent of
/// the node, or the same one after a crash, goes on from it.
/// </remarks>
public static class LedgerStreams
{
    /// <summary><see cref="PlannedObject"/> lines, written once by the planner.</summary>
    public const string Plan = "plan";

    /// <summary><see cref="UploadLine"/> lines: open multipart uploads and their parts.</summary>
    public const string Uploads = "uploads";

    /// <summary><see cref="CopiedObject"/> lines.</summary>
    public const string Copied = "copied";

    /// <summary><see cref="VerifiedObject"/> lines.</summary>
    public const string Verified = "verified";

    /// <summary><see cref="DescribedObject"/> lines: what the source's agent wants signatures for.</summary>
    public const string Described = "described";

    /// <summary><see cref="SignedObject"/> lines. They are kept encrypted, and only the command that copies reads them.</summary>
    public const string Signatures = "signatures";

    /// <summary><see cref="SentObject"/> lines.</summary>
    public const string Sent = "sent";

    /// <summary><see cref="ListedObject"/> lines: a page of what the destination has. Pages are numbered apart from chunks.</summary>
    public const string Listed = "listed";

    /// <summary><see cref="ExtraObject"/> lines: a page of what only the destination has. Pages are numbered apart from chunks.</summary>
    public const string Extras = "extras";

    /// <summary><see cref="DeletedObject"/> lines of such a page.</summary>
    public const string Deleted = "deleted";
}

/// <summary>An object to copy, as the source listed it.</summary>
/// <param name="Key">The whole source key.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">The source's entity tag, without quotes.</param>
/// <param name="Compare">
/// True when the destination has one of that name and size, so that its bytes are compared before any is sent.
/// </param>
/// <param name="Unseen">
/// True when a list of keys names it and the source did not show it when it was planned: it is looked for again when it is
/// its turn, and then copied or recorded as failed.
/// </param>
/// <param name="LastModified">By the store's clock. Only a listing has it; the ledger does not.</param>
public sealed record PlannedObject(
    string Key,
    long Size,
    string ETag,
    bool? Compare = null,
    bool? Unseen = null,
    [property: JsonIgnore] DateTimeOffset? LastModified = null);

/// <summary>Something about an open multipart upload; written before the first part is sent, then once for each part.</summary>
/// <param name="Key">The source key.</param>
/// <param name="UploadId">The destination's upload id.</param>
/// <param name="SourceETag">The source version that the parts come from.</param>
/// <param name="PartSizeBytes">The size of every part but the last.</param>
/// <param name="Part">A finished part's number, from 1; absent in the line that opens the upload.</param>
/// <param name="PartSha256">Lower-case hex of the part's SHA-256, taken while it was streamed.</param>
/// <param name="Copy">Which copy of the object this is, as in <see cref="CopiedObject.Copy"/>.</param>
/// <param name="Begun">When it was opened, by the destination's clock; absent in the lines of parts.</param>
public sealed record UploadLine(
    string Key,
    string UploadId,
    string SourceETag,
    long PartSizeBytes,
    int? Part = null,
    string? PartSha256 = null,
    int Copy = 1,
    DateTimeOffset? Begun = null)
{
    /// <summary>Gets a value indicating whether this says only when the chunk was begun.</summary>
    [JsonIgnore]
    public bool OpensChunk => Key.Length == 0;

    /// <summary>
    /// The line written before the first small object is sent: what the destination holds from then on may be ours.
    /// </summary>
    public static UploadLine ChunkBegun(DateTimeOffset destinationTime)
        => new(Key: "", UploadId: "", SourceETag: "", PartSizeBytes: 0, Begun: destinationTime);
}

/// <summary>An object's copy ended: it is at the destination, or it failed.</summary>
/// <param name="Key">The source key.</param>
/// <param name="Size">Bytes copied.</param>
/// <param name="SourceETag">The source version that was copied.</param>
/// <param name="Sha256">Lower-case hex of the whole object, when it was sent in one stream.</param>
/// <param name="PartSizeBytes">With <paramref name="PartSha256"/>: the size of every part but the last.</param>
/// <param name="PartSha256">The parts' hashes in order, when it was sent in parts.</param>
/// <param name="Fault">Why it failed; absent when it was copied.</param>
/// <param name="Copy">Counts the lines about this object, from 1, so that a check belongs to one copy.</param>
/// <param name="NotCopied">What the object has at the source and its copy has not: <see cref="ObjectProperties"/>.</param>
/// <param name="At">When the copy ended, by the agent's clock.</param>
/// <param name="ETag">What the destination calls the object, without quotes, when its answer said so.</param>
/// <param name="VersionId">The object's version at the destination, when that keeps versions and its answer said so.</param>
public sealed record CopiedObject(
    string Key,
    long Size,
    string SourceETag,
    string? Sha256 = null,
    long? PartSizeBytes = null,
    IReadOnlyList<string>? PartSha256 = null,
    Fault? Fault = null,
    int Copy = 1,
    IReadOnlyList<string>? NotCopied = null,
    DateTimeOffset? At = null,
    string? ETag = null,
    string? VersionId = null);

/// <summary>An object was read back: it is right, or it is not.</summary>
/// <param name="Key">The source key.</param>
/// <param name="Sha256">Lower-case hex of the whole object as the destination holds it.</param>
/// <param name="Fault">What was wrong; absent when every byte was proven.</param>
/// <param name="Copy">Which copy was read back: the <see cref="CopiedObject.Copy"/> that it was compared with.</param>
/// <param name="At">When that ended, by the agent's clock.</param>
public sealed record VerifiedObject(
    string Key, string? Sha256, Fault? Fault = null, int Copy = 1, DateTimeOffset? At = null);
