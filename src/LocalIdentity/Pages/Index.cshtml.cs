using DtnBox.LocalIdentity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DtnBox.LocalIdentity.Pages;

internal sealed class IndexModel(BrowserSession session) : PageModel
{
    public Account? Person { get; private set; }

    /// <summary>Gets or sets a value indicating whether the browser comes from changing the password.</summary>
    [BindProperty(SupportsGet = true, Name = "changed")]
    public bool PasswordWasChanged { get; set; }

    public async Task OnGetAsync() => Person = (await session.FindAsync())?.Account;
}
