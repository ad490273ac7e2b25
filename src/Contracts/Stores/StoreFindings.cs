namespace DtnBox.Contracts.Stores;

/// <summary>What a probe found out about a store. <c>docs/nodes.md</c> says how each was tried and what it is good for.</summary>
/// <param name="Capabilities">What the copy engine goes by.</param>
/// <param name="PresignedPut">An object can be written at an address that carries its own signature.</param>
/// <param name="ConditionalPut"><c>If-None-Match: *</c> writes what is not there, and refuses to write over what is.</param>
/// <param name="Checksums">Kinds of which a right checksum is taken and a wrong one refused.</param>
/// <param name="Versioning">Whether the bucket keeps versions.</param>
/// <param name="LargestPartBytes">
/// The largest of 5 GiB, 1 GiB and 100 MiB that was not refused when it was announced as the length of a part; none was sent.
/// </param>
/// <param name="ClockDifferenceSeconds">How far the store's clock is ahead of the agent's, in whole seconds.</param>
public sealed record StoreFindings(
    StoreCapabilities Capabilities,
    bool PresignedPut,
    bool ConditionalPut,
    IReadOnlyList<ChecksumKind> Checksums,
    BucketVersioning Versioning,
    long? LargestPartBytes,
    double ClockDifferenceSeconds);

/// <summary>Checksums that S3 stores may check for their clients.</summary>
public enum ChecksumKind
{
    Sha256,
    Crc32,
    Crc64Nvme,
}

/// <summary>What a bucket does with what is written over.</summary>
public enum BucketVersioning
{
    /// <summary>The store does not say, or not to these keys.</summary>
    Unknown,

    /// <summary>It keeps one version.</summary>
    Off,

    /// <summary>It keeps all versions.</summary>
    Enabled,

    /// <summary>It keeps those from before, and makes no new ones.</summary>
    Suspended,
}
