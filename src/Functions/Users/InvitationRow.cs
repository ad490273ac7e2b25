using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users;

/// <summary>An invitation, by the hash of its code: row = <c>invitation|id</c>.</summary>
internal sealed class InvitationRow : TableRow
{
    public const string Partition = "invitations";

    public const string Prefix = "invitation|";

    public string SecretHash { get; set; } = string.Empty;

    public Role Role { get; set; }

    public string? Email { get; set; }

    public string CreatedBy { get; set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Gets or sets the user it is bound to; the same one may send it again, to repeat a lost answer.</summary>
    public string? UsedBy { get; set; }

    public DateTimeOffset? UsedAt { get; set; }

    public string GetId() => RowKey[Prefix.Length..];

    /// <summary>Whether somebody may come in by it.</summary>
    /// <param name="user">Their id, when they have signed up already.</param>
    /// <param name="identity">What their provider says of them.</param>
    /// <param name="now">The present moment.</param>
    public bool IsFor(string? user, VerifiedIdentity identity, DateTimeOffset now)
        => UsedBy is null
            ? ExpiresAt > now && (Email is null || (identity.EmailVerified
                && string.Equals(Email, identity.Email, StringComparison.OrdinalIgnoreCase)))
            : UsedBy == user;

    public InvitationView View() => new(GetId(), Role, Email, CreatedBy, CreatedAt, ExpiresAt, UsedBy, UsedAt);
}
