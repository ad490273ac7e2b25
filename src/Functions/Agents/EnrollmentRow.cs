using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Agents;

/// <summary>A one-time code, by its hash: the code itself is never stored.</summary>
internal sealed class EnrollmentRow : TableRow
{
    public const string Partition = "enrollment|codes";

    public string NodeId { get; set; } = string.Empty;

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Gets or sets the agent that used the code; the same key may use it again, to repeat a lost answer.</summary>
    public string? AgentId { get; set; }

    public string? PublicKey { get; set; }
}
