using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Agents;

/// <summary>A one-time code, by its hash: the code itself is never stored.</summary>
internal sealed class EnrollmentRow : TableRow
{
    public const string Partition = "enrollment|codes";

    public string NodeId { get; set; } = string.Empty;

    public DateTimeOffset ExpiresAt { get; set; }

    public string? CreatedBy { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>Gets or sets the agent that used the code; the same key may use it again, to repeat a lost answer.</summary>
    public string? AgentId { get; set; }

    public string? PublicKey { get; set; }

    /// <summary>The beginning of a hash, long enough to be the only one and too short to be of use.</summary>
    public string GetId() => RowKey[..12];
}
