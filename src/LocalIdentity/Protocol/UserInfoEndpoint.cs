using System.Security.Claims;
using DtnBox.LocalIdentity.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace DtnBox.LocalIdentity.Protocol;

/// <summary>Who the bearer of an access token is, as far as its scopes go.</summary>
internal static class UserInfoEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapUserInfo(this IEndpointRouteBuilder routes)
        => routes.MapMethods(Routes.UserInfo, [HttpMethods.Get, HttpMethods.Post], DescribeAsync);

    private static async Task<IResult> DescribeAsync(HttpContext context, UserManager<Account> users)
    {
        ClaimsPrincipal bearer = (await context.AuthenticateAsync(Scheme)).Principal!;
        Account? account = await users.FindByIdAsync(bearer.GetClaim(Claims.Subject)!);
        if (account is null or { Disabled: true })
        {
            return Results.Challenge(Refusal.Of(Errors.InvalidToken, "This account cannot sign in any more."), [Scheme]);
        }

        Dictionary<string, object> claims = new() { [Claims.Subject] = account.Id };
        if (bearer.HasScope(OpenIddictConstants.Scopes.Profile))
        {
            claims[Claims.Name] = account.ShownName;
            claims[Claims.PreferredUsername] = account.UserName!;
        }

        if (bearer.HasScope(OpenIddictConstants.Scopes.Email) && account.Email is { } address)
        {
            claims[Claims.Email] = address;
            claims[Claims.EmailVerified] = false;
        }

        return Results.Json(claims);
    }
}
