namespace DtnBox.Transfer.Stores;

/// <summary>The answer to a PUT: the entity tag, without quotes, the store's clock, and the version, if it keeps them.</summary>
public sealed record PutAnswer(string ETag, DateTimeOffset? Date, string? VersionId = null);
