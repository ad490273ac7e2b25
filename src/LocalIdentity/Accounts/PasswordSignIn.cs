using Microsoft.AspNetCore.Identity;

namespace DtnBox.LocalIdentity.Accounts;

/// <summary>
/// Tries a name and a password. Whoever fails learns nothing else, neither from words nor from the time taken.
/// </summary>
internal sealed partial class PasswordSignIn(
    UserManager<Account> users, SignInManager<Account> signIn, IPasswordHasher<Account> hasher,
    StandInPassword standIn, BrowserSession session, ILogger<PasswordSignIn> logger)
{
    /// <summary>Signs the browser in; false for a wrong name or password, or an account locked or disabled.</summary>
    public async Task<bool> TryAsync(string userName, string password)
    {
        Account? account = await users.FindByNameAsync(userName);
        if (account is null || account.Disabled || await users.IsLockedOutAsync(account))
        {
            // A hash is what makes a try slow; one without an account would tell that there is none by being fast.
            hasher.VerifyHashedPassword(new Account(), standIn.Hash, password);
            LogRefused();
            return false;
        }

        SignInResult result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            LogRefused();
            if (result.IsLockedOut)
            {
                LogLocked(account.Id);
            }

            return false;
        }

        await session.StartAsync(account);
        LogSignedIn(account.Id);
        return true;
    }
}
