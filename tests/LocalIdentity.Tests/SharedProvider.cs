using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

[assembly: AssemblyFixture(typeof(DtnBox.LocalIdentity.Tests.SharedProvider))]

namespace DtnBox.LocalIdentity.Tests;

/// <summary>One provider as a real process for all tests that need no settings of their own; each makes its own people.</summary>
public sealed class SharedProvider : IAsyncLifetime
{
    public const string Password = "four words in a row";

    /// <summary>Generous: all tests come from one address.</summary>
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["SignInsPerMinute"] = "10000",
        ["SignUpsPerHour"] = "10000",
        ["TokenRequestsPerMinute"] = "100000",
        ["RefreshTokenLeeway"] = "00:00:00",
    };

    public LocalIdentityProcess Process { get; private set; } = null!;

    public static string NewName() => $"p{Guid.NewGuid():N}"[..16];

    /// <summary>Somebody who has an account and is signed in.</summary>
    public async Task<SignInByForm> SignedUpAsync(string userName)
    {
        SignInByForm person = Process.NewPerson();
        await person.SignUpAsync(userName, Password, $"{userName}@example.org");
        return person;
    }

    /// <summary>Checks a token as an API does: by the published keys; its claims.</summary>
    public async Task<JsonWebToken> ValidateAsync(string token, string audience)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Process.Issuer };
        JsonElement discovery = await http.GetFromJsonAsync<JsonElement>(".well-known/openid-configuration");
        var keys = new JsonWebKeySet(await http.GetStringAsync(discovery.GetProperty("jwks_uri").GetString()));
        TokenValidationResult result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = discovery.GetProperty("issuer").GetString(), ValidAudience = audience,
            IssuerSigningKeys = keys.GetSigningKeys(),
        });
        return result.IsValid ? (JsonWebToken)result.SecurityToken : throw result.Exception;
    }

    public async ValueTask InitializeAsync() => Process = await LocalIdentityProcess.StartAsync(Settings);

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
