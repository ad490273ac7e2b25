using DtnBox.Functions.Identity;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Schedules;

/// <summary>What the owner of a schedule may do now, and not when the schedule was made.</summary>
internal sealed class OwnerRights(IOptionsMonitor<ApiTokenOptions> options)
{
    /// <summary>The owner as a caller; null when they can no longer sign in.</summary>
    public Caller? Find(string owner)
        => options.CurrentValue.ApiTokens.Where(token => token.Name == owner).MaxBy(token => token.Role) is { } token
            ? new Caller(owner, token.Role)
            : null;
}
