using System.Security.Claims;
using System.Text.Encodings.Web;
using DtnBox.Functions.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Identity;

/// <summary>Recognises people by API tokens that they made for themselves.</summary>
internal sealed class PersonalTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    PersonalTokens tokens,
    UserDirectory users)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "PersonalToken";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerToken.From(Request) is not { Length: > 0 } text)
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.FindAsync(text, Context.RequestAborted) is not { } token
            || await users.FindAsync(token.Owner, Context.RequestAborted) is not { } user)
        {
            return AuthenticateResult.Fail("The token is unknown, was revoked, or has expired.");
        }

        ClaimsPrincipal person = PersonClaims.Of(
            user,
            SchemeName,
            [
                new Claim(PersonClaims.Token, token.GetId()),
                .. token.GetScopes().Select(scope => new Claim(PersonClaims.Scope, scope.ToString())),
            ]);
        return AuthenticateResult.Success(new AuthenticationTicket(person, SchemeName));
    }
}
