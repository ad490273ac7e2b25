using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Agents;

/// <summary>An enrolled agent: partition = node id, row = <c>agent|name</c>.</summary>
internal sealed class AgentRow : TableRow
{
    public const string Prefix = "agent|";

    /// <summary>An agent that has not been heard for so long is called offline.</summary>
    public static readonly TimeSpan OnlineWindow = TimeSpan.FromSeconds(30);

    /// <summary>A receipt that was signed right before a change comes in within this time.</summary>
    private static readonly TimeSpan FormerKeyPatience = TimeSpan.FromHours(1);

    /// <summary>More would not fit into a row some day, and no change of key may fail by that.</summary>
    private const int MostFormerKeys = 50;

    public string PublicKey { get; set; } = string.Empty;

    public string HostName { get; set; } = string.Empty;

    public string Version { get; set; } = string.Empty;

    /// <summary>Gets or sets the commands that it said it knows when it last asked for work.</summary>
    public string? KnowsJson { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether it has ever said that it knows keyless transfers. That is not taken back:
    /// whoever has taken over an agent must not be given another node's keys for seeming to be of an earlier version.
    /// </summary>
    public bool KnewKeyless { get; set; }

    public DateTimeOffset EnrolledAt { get; set; }

    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>Gets or sets since when nothing it says is listened to. The row stays, for who looks back.</summary>
    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedBy { get; set; }

    public string? FactsJson { get; set; }

    public DateTimeOffset? FactsAt { get; set; }

    /// <summary>Gets or sets the keys it had before, the last one at the end.</summary>
    public string? FormerKeysJson { get; set; }

    public DateTimeOffset? KeyChangedAt { get; set; }

    public DateTimeOffset? KeyChangeRequestedAt { get; set; }

    /// <summary>Gets or sets since when it is given no new work.</summary>
    public DateTimeOffset? DrainingSince { get; set; }

    /// <summary>Whether it can do a command that not every agent can, by what it said last.</summary>
    public bool Knows(string command) => Read<IReadOnlyList<string>>(KnowsJson)?.Contains(command) == true;

    /// <summary>Enters that it was heard, unless that is said already.</summary>
    /// <returns>Whether that is news.</returns>
    public bool See(DateTimeOffset now, TimeSpan resolution)
    {
        if (now - LastSeenAt < resolution)
        {
            return false;
        }

        LastSeenAt = now;
        return true;
    }

    /// <summary>Enters what it knows.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Learn(IReadOnlyList<string>? knows)
    {
        string? before = KnowsJson;
        KnowsJson = knows is null ? null : Write(knows.Order(StringComparer.Ordinal).ToArray());
        KnewKeyless |= Knows(CommandNames.SignChunk);
        return KnowsJson != before;
    }

    public AgentView View(DateTimeOffset now) => new(
        new AgentId(PartitionKey, RowKey[Prefix.Length..]).ToString(),
        HostName,
        Version,
        EnrolledAt,
        LastSeenAt,
        RevokedAt is null && LastSeenAt is { } seen && now - seen < OnlineWindow,
        RevokedAt,
        RevokedBy,
        DrainingSince,
        KeyChangedAt,
        KeyChangeRequestedAt,
        Read<AgentFacts>(FactsJson),
        FactsAt,
        AgentPublicKey.KeyId(PublicKey),
        FormerKeys() is { Count: > 0 } former
            ? [.. former.Select(key => new FormerAgentKey(AgentPublicKey.KeyId(key.PublicKey) ?? "?", key.Until))]
            : null);

    /// <summary>Takes what the agent says of itself; an agent may have been updated or moved since it enrolled.</summary>
    public void Take(AgentFacts facts, DateTimeOffset now)
    {
        (Version, HostName) = (facts.Version, facts.HostName);
        FactsJson = Write(facts);
        FactsAt = now;
    }

    /// <summary>Puts a new key in the place of the one it has.</summary>
    public void ChangeKey(string newPublicKey, DateTimeOffset now)
    {
        FormerKeysJson = Write<IReadOnlyList<FormerKey>>([.. FormerKeys().TakeLast(MostFormerKeys - 1), new FormerKey(PublicKey, now)]);
        PublicKey = newPublicKey;
        KeyChangedAt = now;
        KeyChangeRequestedAt = null;
    }

    /// <summary>Whether a signature by this key may be taken: by the key it has, or had until a short while ago.</summary>
    public bool MayHaveSignedWith(string publicKey, DateTimeOffset now)
        => publicKey == PublicKey
            || FormerKeys().Any(former => former.PublicKey == publicKey && now - former.Until < FormerKeyPatience);

    private IReadOnlyList<FormerKey> FormerKeys() => Read<IReadOnlyList<FormerKey>>(FormerKeysJson) ?? [];

    private sealed record FormerKey(string PublicKey, DateTimeOffset Until);
}
