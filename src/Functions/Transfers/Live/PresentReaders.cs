using System.Security.Claims;
using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Transfers.Live;

/// <summary>Who the readers of streams are now. They proved it when they came, and that may be minutes ago.</summary>
internal sealed class PresentReaders(UserDirectory users, PersonalTokens tokens)
{
    /// <summary>The caller with their present role; null when they were shut out, or their API token has ended.</summary>
    public async Task<Caller?> FindAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var came = Caller.From(user);
        if (!UserId.Is(came.Subject))
        {
            // A service account: it changes with the configuration, and so with a new start.
            return came;
        }

        return (user.FindFirstValue(PersonClaims.Token) is not { } token || await tokens.IsGoodAsync(token, cancellationToken))
            && await users.ReadAsync(came.Subject, cancellationToken) is { State: UserState.Active } present
                ? came with { Role = present.Role }
                : null;
    }
}
