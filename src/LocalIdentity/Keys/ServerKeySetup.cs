using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace DtnBox.LocalIdentity.Keys;

/// <summary>Gives OpenIddict the keys of the ring, again after each change.</summary>
internal sealed class ServerKeySetup(KeyRing ring)
    : IConfigureOptions<OpenIddictServerOptions>, IOptionsChangeTokenSource<OpenIddictServerOptions>
{
    public string Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => ring.NextChange();

    public void Configure(OpenIddictServerOptions options)
    {
        // OpenIddict signs and encrypts with the first and keeps the order of keys that are not certificates.
        foreach (ServerKey key in ring.Keys)
        {
            options.SigningCredentials.Add(new SigningCredentials(key.Signing, SecurityAlgorithms.RsaSha256));
            options.EncryptionCredentials.Add(new EncryptingCredentials(
                key.Encryption, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
        }
    }
}
