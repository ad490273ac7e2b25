namespace DtnBox.Transfer.Stores;

/// <summary>A part that the store has acknowledged.</summary>
public sealed record UploadedPart(int Number, long Size, string ETag);
