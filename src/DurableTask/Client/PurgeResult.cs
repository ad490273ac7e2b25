namespace DtnBox.DurableTask.Client;

/// <summary>How many instances were forgotten.</summary>
public sealed record PurgeResult(int PurgedInstanceCount);
