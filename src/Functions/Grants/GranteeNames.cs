using DtnBox.Contracts.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Users;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Grants;

/// <summary>The one place where what a person types becomes the one whom a grant is to.</summary>
/// <remarks>
/// A grant to an address is kept as that: it is for whoever signs in with it, verified, today or later. So the answer is
/// the same whether somebody here has the address or not, and nobody learns who is here by asking. Names that people are
/// shown by are never taken: they are not unique, and at many providers everybody chooses their own.
/// </remarks>
internal sealed class GranteeNames(UserDirectory users, IOptionsMonitor<ApiTokenOptions> accounts)
{
    public const string Forms =
        $"a user's id, an e-mail address, the name of a service account, or '{Grantees.Everyone}' for everybody who is signed in";

    /// <summary>What grants call whoever is meant; null when it can be nobody.</summary>
    public async Task<string?> ResolveAsync(string typed, CancellationToken cancellationToken)
    {
        string name = typed.Trim();
        return EmailAddress.Is(name) ? EmailAddress.Normal(name)
            : UserId.Is(name) ? (await users.ReadAsync(name, cancellationToken))?.GetId()
            : accounts.CurrentValue.ApiTokens.FirstOrDefault(account => account.Name == name)?.Name;
    }

    /// <summary>The address that a user's provider vouches for, as of at most <see cref="UserDirectory.Remembered"/> ago.</summary>
    /// <param name="subject">A user's id; an address stands for itself. Anything else has none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<string?> AddressOfAsync(string subject, CancellationToken cancellationToken)
        => EmailAddress.Is(subject) ? subject
            : UserId.Is(subject)
                && await users.FindAsync(subject, cancellationToken) is { EmailVerified: true, Email: { } email }
                ? EmailAddress.Normal(email)
                : null;
}
