namespace DtnBox.Contracts.People;

/// <summary>Signs the caller up, or refreshes what is known of them: <c>POST /api/v1/me</c>.</summary>
/// <param name="Invitation">The code of an invitation; it lets the caller in without an administrator's approval.</param>
public sealed record SignUp(string? Invitation = null);

/// <summary>A person; of a service account of the configuration only what that says.</summary>
/// <param name="Id">Names them for good: <c>u-</c> and 16 hex digits. What they make is owned by it.</param>
/// <param name="Name">What their provider calls them.</param>
/// <param name="Role">What they may do once they are <see cref="UserState.Active"/>.</param>
/// <param name="EmailVerified">Whether their provider vouches for the address.</param>
/// <param name="Provider">The configured name of the provider that they sign in with.</param>
/// <param name="StateSince">When <paramref name="State"/> last changed.</param>
/// <param name="StateBy">Who changed it: a user id, a service account, or <c>system</c>.</param>
public sealed record UserView(
    string Id,
    string Name,
    string? Email,
    bool EmailVerified,
    UserState State,
    Role Role,
    string Provider,
    DateTimeOffset? CreatedAt = null,
    DateTimeOffset? LastSignInAt = null,
    DateTimeOffset? StateSince = null,
    string? StateBy = null);

/// <summary>Lets a pending user in: <c>POST /api/v1/users/{id}/approve</c>.</summary>
/// <param name="Role">What they may do. Default <see cref="Role.Member"/>.</param>
public sealed record ApproveUser(Role? Role = null);

/// <summary>Changes what a user may do: <c>PUT /api/v1/users/{id}/role</c>.</summary>
public sealed record ChangeRole(Role Role);

/// <summary>Gives all that a user owns to another: <c>POST /api/v1/users/{id}/hand-over</c>.</summary>
/// <param name="To">The id of an active user.</param>
public sealed record HandOver(string To);

/// <summary>How far a hand-over is.</summary>
/// <param name="Moved">What was handed over so far, by kind; API tokens count as revoked.</param>
/// <param name="Doing">The kind in hand; absent when all is done.</param>
/// <param name="EndedAt">When it was done; absent while it goes on.</param>
public sealed record HandOverView(
    string From,
    string To,
    string OrderedBy,
    DateTimeOffset OrderedAt,
    IReadOnlyDictionary<string, long> Moved,
    string? Doing = null,
    DateTimeOffset? EndedAt = null);

/// <summary>A provider that people sign in with, as a client needs it: <c>GET /api/v1/sign-in</c>.</summary>
/// <param name="Name">The configured name.</param>
/// <param name="Kind"><c>Entra</c> or <c>Oidc</c>.</param>
/// <param name="Authority">The issuer; its metadata lie at <c>/.well-known/openid-configuration</c> below it.</param>
/// <param name="ClientId">The public client that portal and command line sign in as.</param>
/// <param name="Audience">What an access token for this API is for.</param>
public sealed record SignInProvider(string Name, string Kind, string Authority, string ClientId, string Audience);
