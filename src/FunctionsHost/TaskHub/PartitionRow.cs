namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>A row other than the instance row: a key, a few small values, and a payload of any size.</summary>
internal sealed record PartitionRow(string RowKey, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Gets the execution the row belongs to or is meant for; null means the current one.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Gets the instance an outbox row goes to, or a receipt came from.</summary>
    public string? OtherInstanceId { get; init; }

    /// <summary>Gets the row of the sender that a receipt answers.</summary>
    public string? OtherRowKey { get; init; }
}

/// <summary>What one commit writes besides the instance row.</summary>
internal sealed class PartitionChanges
{
    /// <summary>Gets the rows that mean nothing before the instance row names their episode: they may be written ahead.</summary>
    public List<PartitionRow> Episode { get; } = [];

    /// <summary>Gets the rows that must appear together with the instance row.</summary>
    public List<PartitionRow> Puts { get; } = [];

    /// <summary>Gets the rows that must vanish together with the change of the instance row. They exist.</summary>
    public List<string> Deletes { get; } = [];

    public bool IsEmpty => Episode.Count + Puts.Count + Deletes.Count == 0;

    public int RequiredRows => Puts.Count + Deletes.Count;

    public long RequiredBytes => Puts.Sum(row => (long)row.Payload.Length);
}
