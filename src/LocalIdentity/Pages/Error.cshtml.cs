using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DtnBox.LocalIdentity.Pages;

/// <summary>What went wrong, in words, for requests that cannot be answered by going back to a client.</summary>
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    public string Cause { get; private set; } = "";

    public void OnGet() => Explain();

    public void OnPost() => Explain();

    private void Explain()
    {
        int status = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalStatusCode ?? Response.StatusCode;
        Cause = HttpContext.GetOpenIddictServerResponse()?.ErrorDescription ?? status switch
        {
            StatusCodes.Status400BadRequest =>
                "The form was not complete, or it stood open for too long. Go back, load the page anew and try again.",
            StatusCodes.Status404NotFound => "There is no such page.",
            StatusCodes.Status429TooManyRequests => "Too many tries. Wait a minute and try again.",
            _ => "It was not your fault, and it has been logged. Try again in a while.",
        };
    }
}
