using System.ComponentModel.DataAnnotations;
using DtnBox.LocalIdentity.Accounts;
using DtnBox.LocalIdentity.Configuration;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Pages;

internal sealed class SignUpModel(AccountChanges changes, BrowserSession session, IOptions<LocalIdentityOptions> options)
    : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Choose a user name.")]
    [StringLength(64, ErrorMessage = "The user name may have 64 characters.")]
    public string UserName { get; set; } = "";

    [BindProperty]
    [StringLength(Account.LongestName, ErrorMessage = "The name may have 200 characters.")]
    public string? DisplayName { get; set; }

    [BindProperty]
    [EmailAddress(ErrorMessage = "This is not an e-mail address.")]
    [StringLength(256, ErrorMessage = "The e-mail address may have 256 characters.")]
    public string? Email { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose a password.")]
    [StringLength(256, ErrorMessage = "The password may have 256 characters.")]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool IsOpen => options.Value.OpenSignUp;

    public int PasswordLength => options.Value.PasswordLength;

    public async Task<IActionResult> OnPostAsync()
    {
        if (!IsOpen || !ModelState.IsValid)
        {
            return Page();
        }

        var account = new Account { UserName = UserName, Email = Email, DisplayName = DisplayName };
        IdentityResult result = await changes.AddAsync(account, Password);
        if (!result.Succeeded)
        {
            ModelState.AddErrors(result);
            return Page();
        }

        await session.StartAsync(account);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
    }
}
