using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;

namespace DtnBox.LocalIdentity.Protocol;

/// <summary>An error of the protocol, for OpenIddict to hand to the client.</summary>
internal static class Refusal
{
    public static AuthenticationProperties Of(string error, string description) => new(new Dictionary<string, string?>
    {
        [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
        [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
    });
}
