using DtnBox.LocalIdentity.Configuration;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace DtnBox.LocalIdentity.Clients;

/// <summary>Makes the client of the database that of the configuration, at each start.</summary>
internal sealed partial class ClientRegistration(
    IOpenIddictApplicationManager applications, IOptions<LocalIdentityOptions> options, ILogger<ClientRegistration> logger)
{
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        OpenIddictApplicationDescriptor wanted = Describe(options.Value.Client);
        List<object> present = [];
        await foreach (object application in applications.ListAsync(cancellationToken: cancellationToken))
        {
            present.Add(application);
        }

        foreach (object application in present)
        {
            string? id = await applications.GetClientIdAsync(application, cancellationToken);
            if (id != wanted.ClientId)
            {
                await applications.DeleteAsync(application, cancellationToken);
                LogRemoved(id);
            }
        }

        if (await applications.FindByClientIdAsync(wanted.ClientId!, cancellationToken) is { } known)
        {
            await applications.UpdateAsync(known, wanted, cancellationToken);
        }
        else
        {
            await applications.CreateAsync(wanted, cancellationToken);
            LogAdded(wanted.ClientId!);
        }
    }

    private static OpenIddictApplicationDescriptor Describe(ClientOptions options)
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = options.ClientId,
            ClientType = ClientTypes.Public,
            // Ours: there is nobody to ask whether it may.
            ConsentType = ConsentTypes.Implicit,
            DisplayName = "DtnBox",
        };
        client.RedirectUris.UnionWith(options.RedirectUris);
        client.PostLogoutRedirectUris.UnionWith(options.PostLogoutRedirectUris);
        client.Permissions.UnionWith(
        [
            Permissions.Endpoints.Authorization, Permissions.Endpoints.DeviceAuthorization, Permissions.Endpoints.Token,
            Permissions.Endpoints.EndSession, Permissions.Endpoints.Revocation,
            Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.DeviceCode, Permissions.GrantTypes.RefreshToken,
            Permissions.ResponseTypes.Code,
            Permissions.Scopes.Profile, Permissions.Scopes.Email, Permissions.Prefixes.Scope + Protocol.Scopes.Api,
        ]);
        client.Requirements.Add(Requirements.Features.ProofKeyForCodeExchange);
        return client;
    }
}
