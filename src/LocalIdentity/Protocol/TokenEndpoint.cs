using System.Security.Claims;
using DtnBox.LocalIdentity.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace DtnBox.LocalIdentity.Protocol;

/// <summary>Turns a code, a device's code or a refresh token, which OpenIddict has checked, into tokens.</summary>
internal static class TokenEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapToken(this IEndpointRouteBuilder routes) => routes.MapPost(Routes.Token, GiveAsync);

    private static async Task<IResult> GiveAsync(
        HttpContext context, UserManager<Account> users, TokenPrincipals principals)
    {
        ClaimsPrincipal before = (await context.AuthenticateAsync(Scheme)).Principal!;
        Account? account = await users.FindByIdAsync(before.GetClaim(Claims.Subject)!);
        if (account is null or { Disabled: true })
        {
            return Results.Forbid(Refusal.Of(Errors.InvalidGrant, "This account cannot sign in any more."), [Scheme]);
        }

        // Name and address are those of now, not those of the sign-in.
        return Results.SignIn(
            principals.For(account, before.GetScopes(), signedInAt: null, before), authenticationScheme: Scheme);
    }
}
