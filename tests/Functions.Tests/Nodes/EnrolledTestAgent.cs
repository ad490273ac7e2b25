using System.Net.Http.Json;
using System.Security.Cryptography;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Agents;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DtnBox.Functions.Tests.Nodes;

/// <summary>An agent as the API sees one: a key pair, an id, assertions and a token.</summary>
internal sealed class EnrolledTestAgent : IDisposable
{
    private readonly ControlPlaneServer _server;

    private EnrolledTestAgent(ControlPlaneServer server, ECDsa key, EnrolledAgent identity)
    {
        _server = server;
        Key = key;
        Identity = identity;
    }

    public EnrolledAgent Identity { get; }

    public AgentId Id => AgentId.Parse(Identity.AgentId)!.Value;

    public ECDsa Key { get; set; }

    public string PublicKey => Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<EnrolledTestAgent> EnrollAsync(ControlPlaneServer server, string code)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using HttpClient nobody = server.With(token: null);
        using HttpResponseMessage answer = await nobody.PostAsJsonAsync(
            "agent/enroll",
            new EnrollAgent(code, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), "host", "1"),
            ContractJson.Options,
            Cancel);
        answer.EnsureSuccessStatusCode();
        return new EnrolledTestAgent(
            server, key, (await answer.Content.ReadFromJsonAsync<EnrolledAgent>(ContractJson.Options, Cancel))!);
    }

    public string Assertion(string? jti = null) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
        new SecurityTokenDescriptor
        {
            Issuer = Identity.AgentId,
            Audience = RequestAgentToken.AgentAudience,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = Identity.AgentId, ["jti"] = jti ?? Guid.NewGuid().ToString(),
            },
            Expires = _server.Time.GetUtcNow().UtcDateTime.AddMinutes(2),
            SigningCredentials = new SigningCredentials(
                new ECDsaSecurityKey(Key) { CryptoProviderFactory = new() { CacheSignatureProviders = false } },
                SecurityAlgorithms.EcdsaSha256),
        });

    public async Task<HttpResponseMessage> SendAsync(string assertion)
    {
        using HttpClient nobody = _server.With(token: null);
        return await nobody.PostAsJsonAsync(
            "agent/token", new RequestAgentToken(Identity.AgentId, assertion), ContractJson.Options, Cancel);
    }

    /// <summary>A client with a fresh token of this agent.</summary>
    public async Task<HttpClient> ClientAsync()
    {
        using HttpResponseMessage answer = await SendAsync(Assertion());
        answer.EnsureSuccessStatusCode();
        return _server.With((await answer.Content.ReadFromJsonAsync<AgentToken>(ContractJson.Options, Cancel))!.AccessToken);
    }

    public void Dispose() => Key.Dispose();
}
