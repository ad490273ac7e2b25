using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Grants;

/// <summary>A grant: partition = node id, row = <c>grant|id</c>.</summary>
/// <remarks>A revoked one stays: the request that made it, sent again late, must not bring it back.</remarks>
internal sealed class GrantRow : TableRow
{
    public const string Prefix = "grant|";

    /// <summary>Gets or sets who has it: a user's id, an address as <see cref="GranteeNames"/> writes it, or everyone.</summary>
    public string Grantee { get; set; } = string.Empty;

    public Right Right { get; set; }

    public string Bucket { get; set; } = string.Empty;

    public string KeyPrefix { get; set; } = string.Empty;

    public DateTimeOffset Until { get; set; }

    public string GrantedBy { get; set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; set; }

    public string? Note { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string GetId() => RowKey[Prefix.Length..];

    /// <summary>Whether it is worth something now: up to, and not at, the moment it ends.</summary>
    public bool Holds(DateTimeOffset now) => RevokedAt is null && now < Until;

    /// <param name="subject">Somebody's id.</param>
    /// <param name="address">The address that their provider vouches for; null when there is none.</param>
    public bool IsTo(string subject, string? address = null)
        => Grantee == subject || Grantee == Grantees.Everyone || (address is not null && Grantee == address);

    /// <summary>Whether all keys of a place lie in what was granted.</summary>
    public bool Covers(Location place)
        => place.NodeId == PartitionKey && place.Bucket == Bucket
            && place.Prefix.StartsWith(KeyPrefix, StringComparison.Ordinal);

    public GrantView View() => new(
        GetId(),
        PartitionKey,
        Grantee,
        Right,
        Bucket,
        KeyPrefix,
        Until,
        GrantedBy,
        CreatedAt,
        Note,
        GrantRules.WarningOf(KeyPrefix));
}
