using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace DtnBox.LocalIdentity.Pages;

internal static class ModelStateErrors
{
    /// <summary>Shows what Identity refuses above the form.</summary>
    public static void AddErrors(this ModelStateDictionary state, IdentityResult result)
    {
        foreach (IdentityError fault in result.Errors)
        {
            state.AddModelError("", fault.Description);
        }
    }
}
