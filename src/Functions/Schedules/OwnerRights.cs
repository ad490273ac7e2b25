using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Users;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Schedules;

/// <summary>What the owner of a schedule may do now, and not when the schedule was made.</summary>
internal sealed class OwnerRights(IOptionsMonitor<ApiTokenOptions> options, UserDirectory users)
{
    /// <summary>The owner as a caller; null when they can no longer sign in.</summary>
    public async Task<Caller?> FindAsync(string owner, CancellationToken cancellationToken)
    {
        if (UserId.Is(owner))
        {
            return await users.ReadAsync(owner, cancellationToken) is { State: UserState.Active } user
                ? new Caller(owner, user.Role)
                : null;
        }

        return options.CurrentValue.ApiTokens.Where(token => token.Name == owner).MaxBy(token => token.Role) is { } token
            ? new Caller(owner, token.Role)
            : null;
    }
}
