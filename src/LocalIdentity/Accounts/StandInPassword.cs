using Microsoft.AspNetCore.Identity;

namespace DtnBox.LocalIdentity.Accounts;

/// <summary>The hash of a password nobody has, to compare with where there is no account.</summary>
internal sealed class StandInPassword(IServiceScopeFactory scopes)
{
    private readonly Lazy<string> _hash = new(() =>
    {
        using IServiceScope scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>()
            .HashPassword(new Account(), Guid.NewGuid().ToString());
    });

    public string Hash => _hash.Value;
}
