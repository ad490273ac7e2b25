namespace DtnBox.Receipts;

/// <summary>The first line: which transfer, from where to where, and who has to sign.</summary>
/// <param name="Format">Always <see cref="ReceiptFormat.Name"/>.</param>
/// <param name="Transfer">The transfer's id.</param>
/// <param name="Attempt">Which attempt of it ended with what is listed here.</param>
/// <param name="Source">Where from.</param>
/// <param name="Destination">Where to.</param>
/// <param name="Signers">Whose signatures belong under this receipt. One without all of them is not complete.</param>
/// <param name="CreatedAt">When the transfer was accepted.</param>
/// <param name="StartedAt">When its first attempt began.</param>
/// <param name="EndedAt">When this attempt ended.</param>
public sealed record ReceiptHeader(
    string Format,
    string Transfer,
    int Attempt,
    ReceiptPlace Source,
    ReceiptPlace Destination,
    IReadOnlyList<ReceiptSigner> Signers,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? EndedAt = null);

/// <summary>A place in a store.</summary>
/// <param name="Node">Whose store.</param>
/// <param name="Endpoint">The store's host and port, as the node has it.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What keys begin with.</param>
public sealed record ReceiptPlace(string Node, string Endpoint, string Bucket, string Prefix);

/// <summary>Somebody who has to sign.</summary>
/// <param name="Role">What its agents did: <see cref="ReceiptFormat.CopyRole"/> or <see cref="ReceiptFormat.VerifyRole"/>.</param>
/// <param name="Node">Whose agent signs.</param>
public sealed record ReceiptSigner(string Role, string Node);

/// <summary>One object. Without <paramref name="Failed"/>, its bytes were read back at the destination and are the source's.</summary>
/// <param name="Key">The source key.</param>
/// <param name="Size">Bytes.</param>
/// <param name="DestinationKey">The key at the destination.</param>
/// <param name="Sha256">Lower-case hex of the whole object, as it was read back.</param>
/// <param name="PartSizeBytes">With <paramref name="PartSha256"/>: the size of every part but the last.</param>
/// <param name="PartSha256">The hashes of its parts in order, when it was sent in parts.</param>
/// <param name="SourceETag">The source version that was copied.</param>
/// <param name="DestinationETag">What the destination called it, when it said so.</param>
/// <param name="DestinationVersionId">Its version at the destination, when that keeps versions.</param>
/// <param name="CopiedAt">When the destination had all of it.</param>
/// <param name="VerifiedAt">When it had been read back.</param>
/// <param name="Failed">Why nothing is claimed about it: a fault code. Absent for objects that were proven right.</param>
public sealed record ReceiptObject(
    string Key,
    long Size,
    string? DestinationKey = null,
    string? Sha256 = null,
    long? PartSizeBytes = null,
    IReadOnlyList<string>? PartSha256 = null,
    string? SourceETag = null,
    string? DestinationETag = null,
    string? DestinationVersionId = null,
    DateTimeOffset? CopiedAt = null,
    DateTimeOffset? VerifiedAt = null,
    string? Failed = null);

/// <summary>The last line, before its chain and signatures: sums.</summary>
/// <param name="Objects">Objects that were proven right.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Failed">Objects that are listed as failed.</param>
/// <param name="Skipped">Objects that the transfer left alone because of its settings: not listed, nothing is claimed.</param>
public sealed record ReceiptEnd(long Objects, long Bytes, long Failed, long Skipped);

/// <summary>A signature under the last line's chain, and so under everything above it.</summary>
/// <param name="Role">As which of the header's signers.</param>
/// <param name="Node">The signer's node.</param>
/// <param name="Agent">The agent that signed.</param>
/// <param name="KeyId">The RFC 7638 thumbprint of its key.</param>
/// <param name="PublicKey">Base64 of its public key, DER SubjectPublicKeyInfo.</param>
/// <param name="Algorithm">Always <see cref="ReceiptFormat.Algorithm"/>.</param>
/// <param name="Value">Base64 of the signature, DER.</param>
public sealed record ReceiptSignature(
    string Role, string Node, string Agent, string KeyId, string PublicKey, string Algorithm, string Value);
