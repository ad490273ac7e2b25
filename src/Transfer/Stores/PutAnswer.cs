namespace DtnBox.Transfer.Stores;

/// <summary>The answer to a PUT: the entity tag, without quotes, and the store's clock.</summary>
public sealed record PutAnswer(string ETag, DateTimeOffset? Date);
