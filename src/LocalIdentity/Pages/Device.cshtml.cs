using System.Security.Claims;
using DtnBox.LocalIdentity.Accounts;
using DtnBox.LocalIdentity.Protocol;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace DtnBox.LocalIdentity.Pages;

/// <summary>Where a person allows a program on another screen to act as them (RFC 8628).</summary>
internal sealed class DeviceModel(
    BrowserSession session, TokenPrincipals principals, IOpenIddictApplicationManager applications) : PageModel
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private const string Allow = "allow";

    public Account? Person { get; private set; }

    /// <summary>Gets the name of the program that asks; null until a good code is given.</summary>
    public string? Client { get; private set; }

    public string? UserCode { get; private set; }

    public bool CodeIsWrong { get; private set; }

    [BindProperty(SupportsGet = true, Name = "done")]
    public bool Done { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await session.FindAsync() is not { } person)
        {
            return Challenge(IdentityConstants.ApplicationScheme);
        }

        Person = person.Account;
        await ReadCodeAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? answer, CancellationToken cancellationToken)
    {
        if (await session.FindAsync() is not { } person)
        {
            return Challenge(IdentityConstants.ApplicationScheme);
        }

        Person = person.Account;
        if (await ReadCodeAsync(cancellationToken) is not { } asked)
        {
            return Page();
        }

        var back = new AuthenticationProperties { RedirectUri = $"{Routes.Device}?done=true" };
        return answer == Allow
            ? SignIn(principals.For(person.Account, asked.GetScopes(), person.Since), back, Scheme)
            : Forbid(back, Scheme);
    }

    private async Task<ClaimsPrincipal?> ReadCodeAsync(CancellationToken cancellationToken)
    {
        AuthenticateResult code = await HttpContext.AuthenticateAsync(Scheme);
        UserCode = code.Properties?.GetTokenValue(OpenIddictServerAspNetCoreConstants.Tokens.UserCode);
        if (code.Principal?.GetClaim(Claims.ClientId) is not { } clientId
            || await applications.FindByClientIdAsync(clientId, cancellationToken) is not { } application)
        {
            CodeIsWrong = HttpMethods.IsPost(Request.Method)
                || Request.Query.ContainsKey(OpenIddictConstants.Parameters.UserCode);
            return null;
        }

        Client = await applications.GetDisplayNameAsync(application, cancellationToken);
        return code.Principal;
    }
}
