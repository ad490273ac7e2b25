using System.ComponentModel.DataAnnotations;
using DtnBox.LocalIdentity.Accounts;
using DtnBox.LocalIdentity.Configuration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Pages;

internal sealed class SignInModel(PasswordSignIn signIn, IOptions<LocalIdentityOptions> options) : PageModel
{
    /// <summary>One sentence for every cause: it must not tell whether there is such an account.</summary>
    internal const string Refused =
        "The user name or the password is wrong, or the account is locked. "
        + "After too many wrong passwords it stays so for a while.";

    [BindProperty]
    [Required(ErrorMessage = "Give your user name.")]
    [StringLength(256)]
    public string UserName { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "Give your password.")]
    [StringLength(256)]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool SignUpIsOpen => options.Value.OpenSignUp;

    public async Task<IActionResult> OnPostAsync()
    {
        if (ModelState.IsValid && await signIn.TryAsync(UserName, Password))
        {
            return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
        }

        if (ModelState.IsValid)
        {
            ModelState.AddModelError("", Refused);
        }

        return Page();
    }
}
