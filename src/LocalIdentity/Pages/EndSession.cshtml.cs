using DtnBox.LocalIdentity.Accounts;
using DtnBox.LocalIdentity.Protocol;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace DtnBox.LocalIdentity.Pages;

/// <summary>Ends the browser's session, for a client that shows an id token of it, or for the person who says so.</summary>
internal sealed class EndSessionModel(BrowserSession session) : PageModel
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>Gets the client's request, to go on with after the question.</summary>
    public IEnumerable<(string Name, string Value)> Parameters =>
        from parameter in HttpContext.GetOpenIddictServerRequest()!.GetParameters()
        let value = (string?)parameter.Value
        where value is not null
        select (parameter.Key, value);

    public async Task<IActionResult> OnGetAsync()
    {
        AuthenticateResult hint = await HttpContext.AuthenticateAsync(Scheme);
        SignedIn? person = await session.FindAsync();
        // Without proof that the client knows this session, any page could sign people out by a link.
        return person is null || hint.Principal?.GetClaim(Claims.Subject) == person.Account.Id ? await OnPostAsync() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await session.EndAsync();
        return SignOut(new AuthenticationProperties { RedirectUri = Routes.SignedOut }, Scheme);
    }
}
