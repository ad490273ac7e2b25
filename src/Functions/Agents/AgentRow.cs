using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Agents;

/// <summary>An enrolled agent: partition = node id, row = <c>agent|name</c>.</summary>
internal sealed class AgentRow : TableRow
{
    public const string Prefix = "agent|";

    /// <summary>An agent that has not been heard for so long is called offline.</summary>
    public static readonly TimeSpan OnlineWindow = TimeSpan.FromSeconds(30);

    public string PublicKey { get; set; } = string.Empty;

    public string HostName { get; set; } = string.Empty;

    public string Version { get; set; } = string.Empty;

    public DateTimeOffset EnrolledAt { get; set; }

    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>Gets or sets since when nothing it says is listened to. The row stays, for who looks back.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    /// <summary>Gets or sets since when it is given no new work.</summary>
    public DateTimeOffset? DrainingSince { get; set; }

    public AgentView View(DateTimeOffset now) => new(
        new AgentId(PartitionKey, RowKey[Prefix.Length..]).ToString(),
        HostName,
        Version,
        EnrolledAt,
        LastSeenAt,
        RevokedAt is null && LastSeenAt is { } seen && now - seen < OnlineWindow,
        RevokedAt,
        RevokedBy,
        DrainingSince);
}
