using System.ComponentModel.DataAnnotations;
using DtnBox.LocalIdentity.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DtnBox.LocalIdentity.Pages;

internal sealed class ChangePasswordModel(AccountChanges changes, BrowserSession session) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Give the present password.")]
    [StringLength(256)]
    public string Present { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "Choose a new password.")]
    [StringLength(256, ErrorMessage = "The password may have 256 characters.")]
    public string Next { get; set; } = "";

    public async Task<IActionResult> OnGetAsync()
        => await session.FindAsync() is null ? Challenge(IdentityConstants.ApplicationScheme) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await session.FindAsync() is not { } person)
        {
            return Challenge(IdentityConstants.ApplicationScheme);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        IdentityResult result = await changes.ChangePasswordAsync(person.Account, Present, Next, cancellationToken);
        if (!result.Succeeded)
        {
            ModelState.AddErrors(result);
            return Page();
        }

        // Other browsers are signed out by the change; this one just gave the password.
        await session.StartAsync(person.Account);
        return LocalRedirect("/?changed=true");
    }
}
