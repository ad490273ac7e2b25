using System.Security.Claims;
using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;

namespace DtnBox.Functions.Users;

/// <summary>Who owners are, for those who may list users: administrators.</summary>
internal sealed class OwnerNames(UserDirectory users)
{
    /// <summary>What an owner is called; null when they are a service account, or it is not for the reader to know.</summary>
    public async Task<string?> FindAsync(string owner, ClaimsPrincipal reader, CancellationToken cancellationToken)
        => Caller.From(reader).Role == Role.Administrator && UserId.Is(owner)
            ? (await users.FindAsync(owner, cancellationToken))?.Name
            : null;
}
