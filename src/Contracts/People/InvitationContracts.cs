namespace DtnBox.Contracts.People;

/// <summary>Invites somebody: <c>POST /api/v1/invitations</c>.</summary>
/// <param name="Role">What they may do. Default <see cref="Role.Member"/>.</param>
/// <param name="Email">Only who signs in with this verified address can use it. Default: whoever has the code.</param>
/// <param name="ExpiresAt">Until when it can be used, at most 30 days ahead. Default: in 7 days.</param>
public sealed record CreateInvitation(Role? Role = null, string? Email = null, DateTimeOffset? ExpiresAt = null);

/// <summary>An invitation.</summary>
/// <param name="UsedBy">The id of the user who came in by it.</param>
public sealed record InvitationView(
    string Id,
    Role Role,
    string? Email,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string? UsedBy = null,
    DateTimeOffset? UsedAt = null);

/// <summary>An invitation with its code, which is shown only here.</summary>
public sealed record NewInvitation(InvitationView Invitation, string Code)
{
    /// <summary>Leaves the code out, so that no log gets it.</summary>
    public override string ToString() => $"invitation {Invitation.Id}";
}
