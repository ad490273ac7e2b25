namespace DtnBox.Contracts.Ledger;

/// <summary>An object that the destination has and the source has not, as the destination listed it.</summary>
/// <param name="Key">The whole destination key.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">The destination's entity tag, without quotes.</param>
/// <param name="LastModified">By the destination's clock.</param>
public sealed record ExtraObject(string Key, long Size, string ETag, DateTimeOffset? LastModified);

/// <summary>An extra was deleted, or could not be.</summary>
/// <param name="Key">The whole destination key.</param>
/// <param name="Fault">Why it is still there; absent when it is gone.</param>
public sealed record DeletedObject(string Key, Fault? Fault = null);
