using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace DtnBox.LocalIdentity.Accounts;

/// <summary>That a browser is signed in here: a cookie which remembers when the password was given.</summary>
internal sealed class BrowserSession(SignInManager<Account> signIn, IHttpContextAccessor http, TimeProvider time)
{
    private const string SignedInAt = "signed-in-at";

    public Task StartAsync(Account account)
    {
        var properties = new AuthenticationProperties();
        properties.SetString(SignedInAt, time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return signIn.SignInAsync(account, properties);
    }

    public Task EndAsync() => http.HttpContext!.SignOutAsync(IdentityConstants.ApplicationScheme);

    /// <summary>Who is signed in and since when; null when nobody is, or when their account was disabled since.</summary>
    public async Task<SignedIn?> FindAsync()
    {
        HttpContext context = http.HttpContext!;
        AuthenticateResult session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (!session.Succeeded || session.Properties.GetString(SignedInAt) is not { } seconds)
        {
            return null;
        }

        Account? account = await signIn.UserManager.GetUserAsync(session.Principal);
        return account is null or { Disabled: true }
            ? null
            : new SignedIn(account, DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture)));
    }
}

/// <summary>Somebody who gave their password in this browser.</summary>
internal sealed record SignedIn(Account Account, DateTimeOffset Since);
