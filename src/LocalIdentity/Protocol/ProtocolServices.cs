using DtnBox.LocalIdentity.Configuration;
using DtnBox.LocalIdentity.Database;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;

namespace DtnBox.LocalIdentity.Protocol;

internal static class ProtocolServices
{
    public static IServiceCollection AddProtocol(this IServiceCollection services)
    {
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityDatabase>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris(Relative(Routes.Authorize))
                    .SetTokenEndpointUris(Relative(Routes.Token))
                    .SetUserInfoEndpointUris(Relative(Routes.UserInfo))
                    .SetRevocationEndpointUris(Relative(Routes.Revoke))
                    .SetEndSessionEndpointUris(Relative(Routes.EndSession))
                    .SetDeviceAuthorizationEndpointUris(Relative(Routes.DeviceAuthorization))
                    .SetEndUserVerificationEndpointUris(Relative(Routes.Device));
                server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowDeviceAuthorizationFlow();
                server.RequireProofKeyForCodeExchange();
                server.RegisterScopes(OpenIddictConstants.Scopes.Profile, OpenIddictConstants.Scopes.Email, Scopes.Api);
                // The API reads them: signed, not encrypted.
                server.DisableAccessTokenEncryption();
                server.UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough()
                    .EnableUserInfoEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    .EnableEndUserVerificationEndpointPassthrough()
                    .EnableStatusCodePagesIntegration();
            });
        services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<LocalIdentityOptions>>((server, options) =>
        {
            server.Issuer = options.Value.Issuer;
            server.AccessTokenLifetime = options.Value.AccessTokenLifetime;
            server.RefreshTokenLifetime = options.Value.RefreshTokenLifetime;
            server.RefreshTokenReuseLeeway = options.Value.RefreshTokenLeeway;
            // A challenge in the clear protects from nobody who can read the request.
            server.CodeChallengeMethods.Clear();
            server.CodeChallengeMethods.Add(OpenIddictConstants.CodeChallengeMethods.Sha256);
        });
        services.AddOptions<OpenIddictServerAspNetCoreOptions>().Configure<IOptions<LocalIdentityOptions>>(
            // The validator lets http pass for this machine only.
            (server, options) =>
                server.DisableTransportSecurityRequirement = options.Value.Issuer!.Scheme == Uri.UriSchemeHttp);
        services.AddSingleton<TokenPrincipals>();
        return services;
    }

    /// <summary>OpenIddict wants addresses below the issuer without a slash in front.</summary>
    private static string Relative(string route) => route[1..];
}
