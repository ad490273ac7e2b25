using DtnBox.LocalIdentity.Accounts;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace DtnBox.LocalIdentity.Protocol;

/// <summary>Sends a person back to the client with a code, after they signed in here. OpenIddict has checked the request.</summary>
internal static class AuthorizeEndpoint
{
    public static void MapAuthorize(this IEndpointRouteBuilder routes)
        => routes.MapMethods(Routes.Authorize, [HttpMethods.Get, HttpMethods.Post], AuthorizeAsync);

    private static async Task<IResult> AuthorizeAsync(
        HttpContext context, BrowserSession session, TokenPrincipals principals, TimeProvider time)
    {
        OpenIddictRequest request = context.GetOpenIddictServerRequest()!;
        SignedIn? person = await session.FindAsync();
        bool passwordIsWanted = request.HasPromptValue(PromptValues.Login)
            || (request.MaxAge is { } seconds && person?.Since.AddSeconds(seconds) < time.GetUtcNow());
        if (person is not null && !passwordIsWanted)
        {
            return Results.SignIn(
                principals.For(person.Account, request.GetScopes(), person.Since),
                authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        }

        if (request.HasPromptValue(PromptValues.None))
        {
            return Results.Forbid(
                Refusal.Of(Errors.LoginRequired, "Nobody is signed in."),
                [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        }

        return Results.Challenge(
            new AuthenticationProperties { RedirectUri = Routes.Authorize + Repeated(request) },
            [IdentityConstants.ApplicationScheme]);
    }

    /// <summary>The same request for after the sign-in, which then has been wanted and given.</summary>
    private static QueryString Repeated(OpenIddictRequest request)
    {
        string rest = string.Join(' ', request.GetPromptValues().Where(value => value != PromptValues.Login));
        return QueryString.Create(request.GetParameters()
            .Where(parameter => parameter.Key is not (Parameters.Prompt or Parameters.MaxAge))
            .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value))
            .Append(KeyValuePair.Create(Parameters.Prompt, (string?)rest))
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value)));
    }
}
