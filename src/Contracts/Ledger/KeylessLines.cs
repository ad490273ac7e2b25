namespace DtnBox.Contracts.Ledger;

/// <summary>An object that the destination has, as its own agent listed it.</summary>
/// <param name="Key">The whole destination key.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">The destination's entity tag, without quotes.</param>
/// <param name="LastModified">By the destination's clock.</param>
public sealed record ListedObject(string Key, long Size, string ETag, DateTimeOffset? LastModified);

/// <summary>A version of a source object as it is to be sent, so that the destination's agent can sign for just that.</summary>
/// <param name="Key">The source key.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">The version.</param>
/// <param name="Headers">Content headers and user metadata, as they go over the wire.</param>
/// <param name="Tags">Its tags, when the destination takes any.</param>
/// <param name="PartSizeBytes">The size of the parts that it is to be sent in; absent when it is sent in one piece.</param>
/// <param name="NotCopied">What it has and cannot be sent: <see cref="ObjectProperties"/>.</param>
/// <param name="Copy">Which copy of the object this is for, as in <see cref="CopiedObject.Copy"/>.</param>
/// <param name="Changes">How often the source was seen to have another version since it was first described.</param>
public sealed record DescribedObject(
    string Key,
    long Size,
    string ETag,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    IReadOnlyList<KeyValuePair<string, string>> Tags,
    long? PartSizeBytes = null,
    IReadOnlyList<string>? NotCopied = null,
    int Copy = 1,
    int Changes = 0);

/// <summary>What the destination's agent has signed for one object. Whoever has it may write that object until it expires.</summary>
/// <remarks>
/// The signatures of addresses, not the addresses: those follow from the store's endpoint, bucket and key. So 10,000 parts
/// take 320,000 bytes.
/// </remarks>
/// <param name="Key">The source key.</param>
/// <param name="Size">Bytes of the version that was signed for.</param>
/// <param name="SourceETag">That version.</param>
/// <param name="Copy">Which copy it was signed for.</param>
/// <param name="Terms">What all its signatures have in common.</param>
/// <param name="Headers">What must be sent with the object, when it is sent in one piece.</param>
/// <param name="NotCopied">What the object has and is not among them.</param>
/// <param name="Put">For the PUT of the object with its headers.</param>
/// <param name="PutWithoutTags">For the same without tags; absent when it has none.</param>
/// <param name="Head">For a HEAD of the object.</param>
/// <param name="Upload">For the parts, when it is sent in parts.</param>
public sealed record SignedObject(
    string Key,
    long Size,
    string SourceETag,
    int Copy,
    SigningTerms Terms,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    IReadOnlyList<string>? NotCopied = null,
    byte[]? Put = null,
    byte[]? PutWithoutTags = null,
    byte[]? Head = null,
    SignedUpload? Upload = null)
{
    /// <summary>Shown instead of the record, so that no log or error can carry a signature.</summary>
    public override string ToString() => $"signatures for '{Key}' until {Terms.Expires:u}";
}

/// <summary>What signatures made at one time have in common.</summary>
/// <param name="Credential">The public part of the signer's key and the scope: <c>X-Amz-Credential</c>.</param>
/// <param name="At">From when on they hold, by the store's clock; whole seconds.</param>
/// <param name="Seconds">How long they hold.</param>
/// <param name="NamesAbsent">
/// They cover that certain headers are absent, for a store that would else take them from whoever adds them.
/// </param>
public sealed record SigningTerms(string Credential, DateTimeOffset At, int Seconds, bool NamesAbsent = false)
{
    /// <summary>Gets when they end to hold, by the store's clock.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset Expires => At + TimeSpan.FromSeconds(Seconds);
}

/// <summary>The signatures of an upload in parts.</summary>
/// <param name="UploadId">The upload, whose id is in the ledger too.</param>
/// <param name="PartSizeBytes">The size of every part but the last.</param>
/// <param name="Parts">For the PUT of each part, 32 bytes each, in order.</param>
/// <param name="Lists">For listing the parts after each thousandth, 32 bytes each.</param>
public sealed record SignedUpload(string UploadId, long PartSizeBytes, byte[] Parts, byte[] Lists);

/// <summary>Every part of an object is at the destination, which has not put them together yet.</summary>
/// <param name="Key">The source key.</param>
/// <param name="Size">Bytes.</param>
/// <param name="SourceETag">The source version that was sent.</param>
/// <param name="UploadId">The upload.</param>
/// <param name="PartSizeBytes">The size of every part but the last.</param>
/// <param name="PartSha256">Lower-case hex of each part's SHA-256, in order.</param>
/// <param name="PartETags">What the destination called each part, without quotes, in order.</param>
/// <param name="Copy">Which copy of the object this is.</param>
public sealed record SentObject(
    string Key,
    long Size,
    string SourceETag,
    string UploadId,
    long PartSizeBytes,
    IReadOnlyList<string> PartSha256,
    IReadOnlyList<string> PartETags,
    int Copy = 1);
