namespace DtnBox.Functions.Nodes;

/// <summary>A probe that was asked for.</summary>
/// <param name="Id">Of the probe; its command's id follows from it.</param>
/// <param name="Bucket">Where it is to be done.</param>
/// <param name="At">When it was asked for.</param>
internal sealed record AskedProbe(string Id, string Bucket, DateTimeOffset At);
