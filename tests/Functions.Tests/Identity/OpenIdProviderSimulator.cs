using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DtnBox.Functions.Tests.Identity;

/// <summary>An OpenID provider in this process: metadata, keys, and tokens of every kind, good and forged.</summary>
public sealed class OpenIdProviderSimulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private RSA _key = RSA.Create(2048);
    private string _keyId = "key-1";

    private OpenIdProviderSimulator(WebApplication app) => _app = app;

    public string Issuer => _app.Urls.Single();

    /// <summary>Gets the public key as anybody can read it.</summary>
    public string PublicKey => _key.ExportSubjectPublicKeyInfoPem();

    public static async Task<OpenIdProviderSimulator> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var provider = new OpenIdProviderSimulator(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = provider.Issuer,
            ["jwks_uri"] = $"{provider.Issuer}/keys",
            ["authorization_endpoint"] = $"{provider.Issuer}/authorize",
            ["token_endpoint"] = $"{provider.Issuer}/token",
        }));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { provider.PublicJwk() } }));
        await app.StartAsync();
        return provider;
    }

    /// <summary>From now on, tokens are signed with a new key, and only that one is published.</summary>
    public void Rotate()
    {
        _key.Dispose();
        _key = RSA.Create(2048);
        _keyId += "-next";
    }

    public string Sign(IReadOnlyDictionary<string, object> claims)
        => Sign("RS256", claims, text => _key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>The key confusion: the public key as the secret of a symmetric signature.</summary>
    public string SignWithPublicKey(IReadOnlyDictionary<string, object> claims)
        => Sign("HS256", claims, text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(PublicKey), text));

    public string WithoutSignature(IReadOnlyDictionary<string, object> claims) => Sign("none", claims, _ => []);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private string Sign(string algorithm, IReadOnlyDictionary<string, object> claims, Func<byte[], byte[]> sign)
    {
        var header = new Dictionary<string, string> { ["alg"] = algorithm, ["kid"] = _keyId, ["typ"] = "JWT" };
        string content = $"{Encode(header)}.{Encode(claims)}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    private Dictionary<string, string> PublicJwk()
    {
        RSAParameters key = _key.ExportParameters(includePrivateParameters: false);
        return new Dictionary<string, string>
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = _keyId,
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    private static string Encode<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
