using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;

namespace DtnBox.LocalIdentity.Accounts;

/// <summary>Changes to accounts that end what was signed in before.</summary>
internal sealed partial class AccountChanges(
    UserManager<Account> users, IOpenIddictTokenManager tokens, IOpenIddictAuthorizationManager authorizations,
    ILogger<AccountChanges> logger)
{
    /// <summary>Makes an account; the errors are for the person who chose name and password.</summary>
    public async Task<IdentityResult> AddAsync(Account account, string password)
    {
        IdentityResult result = await users.CreateAsync(account, password);
        if (result.Succeeded)
        {
            LogAdded(account.Id);
        }

        return result;
    }

    public async Task<IdentityResult> ChangePasswordAsync(
        Account account, string present, string next, CancellationToken cancellationToken)
        => await PasswordIsNewAsync(account, await users.ChangePasswordAsync(account, present, next), cancellationToken);

    /// <summary>Sets a password by the one-time token of <see cref="ResetTokenAsync"/>.</summary>
    public async Task<IdentityResult> ResetPasswordAsync(
        Account account, string token, string next, CancellationToken cancellationToken)
    {
        IdentityResult result = await PasswordIsNewAsync(
            account, await users.ResetPasswordAsync(account, token, next), cancellationToken);
        if (result.Succeeded)
        {
            await UnlockAsync(account);
        }

        return result;
    }

    /// <summary>A token that sets the password once; it is void as soon as the password changes.</summary>
    public Task<string> ResetTokenAsync(Account account) => users.GeneratePasswordResetTokenAsync(account);

    public async Task UnlockAsync(Account account)
    {
        Ensure(await users.SetLockoutEndDateAsync(account, null));
        Ensure(await users.ResetAccessFailedCountAsync(account));
    }

    /// <summary>Keeps somebody out: browsers within a minute, refresh tokens at once, access tokens when they expire.</summary>
    public async Task DisableAsync(Account account, CancellationToken cancellationToken)
    {
        account.Disabled = true;
        // Saves the account, too; the other stamp makes browsers sign in again.
        Ensure(await users.UpdateSecurityStampAsync(account));
        await RevokeAsync(account, cancellationToken);
        LogDisabled(account.Id);
    }

    public async Task EnableAsync(Account account)
    {
        account.Disabled = false;
        Ensure(await users.UpdateAsync(account));
        LogEnabled(account.Id);
    }

    private async Task<IdentityResult> PasswordIsNewAsync(
        Account account, IdentityResult result, CancellationToken cancellationToken)
    {
        if (result.Succeeded)
        {
            // Whoever knew the old password may hold tokens by it.
            await RevokeAsync(account, cancellationToken);
            LogPasswordChanged(account.Id);
        }

        return result;
    }

    private async Task RevokeAsync(Account account, CancellationToken cancellationToken)
    {
        await authorizations.RevokeBySubjectAsync(account.Id, cancellationToken);
        await tokens.RevokeBySubjectAsync(account.Id, cancellationToken);
    }

    private static void Ensure(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(
                $"The account was not changed: {string.Join(' ', result.Errors.Select(error => error.Description))}");
        }
    }
}
