using System.Security.Claims;
using DtnBox.LocalIdentity.Accounts;
using DtnBox.LocalIdentity.Configuration;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace DtnBox.LocalIdentity.Protocol;

/// <summary>What tokens say about an account.</summary>
internal sealed class TokenPrincipals(IOptions<LocalIdentityOptions> options)
{
    /// <summary>The claims for a sign-in, or for a renewal.</summary>
    /// <param name="before">What a renewal starts from: it carries what OpenIddict keeps.</param>
    public ClaimsPrincipal For(
        Account account, IEnumerable<string> scopes, DateTimeOffset? signedInAt, ClaimsPrincipal? before = null)
    {
        var identity = new ClaimsIdentity(
            before?.Claims ?? [], OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, account.Id)
            .SetClaim(Claims.Name, account.ShownName)
            .SetClaim(Claims.PreferredUsername, account.UserName)
            .SetClaim(Claims.Email, account.Email);
        // Nobody proves an address here: whoever decides by it must not believe this one.
        identity.SetClaim(Claims.EmailVerified, account.Email is null ? null : (bool?)false);
        if (signedInAt is { } moment)
        {
            identity.SetClaim(Claims.AuthenticationTime, moment.ToUnixTimeSeconds());
        }

        if (before is null)
        {
            identity.SetScopes(scopes);
            identity.SetResources(options.Value.Audience);
        }

        identity.SetDestinations(claim => claim.Type switch
        {
            Claims.AuthenticationTime => [Destinations.IdentityToken],
            Claims.Subject or Claims.Name or Claims.PreferredUsername or Claims.Email or Claims.EmailVerified =>
                [Destinations.AccessToken, Destinations.IdentityToken],
            // What OpenIddict keeps for itself.
            _ => [],
        });
        return new ClaimsPrincipal(identity);
    }
}
