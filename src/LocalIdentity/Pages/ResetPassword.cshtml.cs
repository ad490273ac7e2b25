using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Text;
using DtnBox.LocalIdentity.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DtnBox.LocalIdentity.Pages;

/// <summary>Where the one-time link of <c>reset-password</c> leads.</summary>
internal sealed class ResetPasswordModel(AccountChanges changes, UserManager<Account> users) : PageModel
{
    internal const string Void = "This link was used, has expired or is not complete. Ask the administrator for another one.";

    [BindProperty]
    [Required(ErrorMessage = "Choose a new password.")]
    [StringLength(256, ErrorMessage = "The password may have 256 characters.")]
    public string Next { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "account")]
    public string AccountId { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "token")]
    public string Token { get; set; } = "";

    public bool Done { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        IdentityResult result = Base64Url.IsValid(Token) && await users.FindByIdAsync(AccountId) is { } account
            ? await changes.ResetPasswordAsync(
                account, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(Token)), Next, cancellationToken)
            : IdentityResult.Failed(users.ErrorDescriber.InvalidToken());
        Done = result.Succeeded;
        if (result.Errors.Any(fault => fault.Code == nameof(IdentityErrorDescriber.InvalidToken)))
        {
            ModelState.AddModelError("", Void);
        }
        else
        {
            ModelState.AddErrors(result);
        }

        return Page();
    }
}
