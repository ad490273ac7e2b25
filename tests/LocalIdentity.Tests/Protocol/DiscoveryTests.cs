using System.Net.Http.Json;
using System.Text.Json;

namespace DtnBox.LocalIdentity.Tests.Protocol;

public sealed class DiscoveryTests(SharedProvider provider)
{
    [Fact]
    public async Task Discovery_Document_NamesWhatIsOffered()
    {
        JsonElement found = await GetAsync("localhost");
        string issuer = provider.Process.Issuer.AbsoluteUri;
        Assert.Equal(issuer, found.GetProperty("issuer").GetString());
        Assert.Equal(issuer + "connect/authorize", found.GetProperty("authorization_endpoint").GetString());
        Assert.Equal(issuer + "connect/token", found.GetProperty("token_endpoint").GetString());
        Assert.Equal(issuer + "connect/userinfo", found.GetProperty("userinfo_endpoint").GetString());
        Assert.Equal(issuer + "connect/end-session", found.GetProperty("end_session_endpoint").GetString());
        Assert.Equal(issuer + "connect/device", found.GetProperty("device_authorization_endpoint").GetString());
        Assert.Equal(["S256"], Strings(found, "code_challenge_methods_supported"));
        Assert.Equal(["code"], Strings(found, "response_types_supported"));
        Assert.Equal(
            ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
            Strings(found, "grant_types_supported").Order());
    }

    [Fact]
    public async Task Discovery_ForgedHost_StaysAtTheIssuer()
    {
        JsonElement found = await GetAsync("attacker.example");
        Assert.StartsWith(provider.Process.Issuer.AbsoluteUri, found.GetProperty("token_endpoint").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_Published_AreFitToVerifyAndNotToSign()
    {
        using var http = new HttpClient { BaseAddress = provider.Process.Issuer };
        JsonElement keys = await http.GetFromJsonAsync<JsonElement>(".well-known/jwks");
        JsonElement key = Assert.Single(keys.GetProperty("keys").EnumerateArray());
        Assert.Equal("RS256", key.GetProperty("alg").GetString());
        Assert.Equal("sig", key.GetProperty("use").GetString());
        Assert.False(key.TryGetProperty("d", out _));
    }

    private async Task<JsonElement> GetAsync(string host)
    {
        using var http = new HttpClient { BaseAddress = provider.Process.Issuer };
        using var request = new HttpRequestMessage(HttpMethod.Get, ".well-known/openid-configuration");
        request.Headers.Host = host;
        using HttpResponseMessage answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static IEnumerable<string> Strings(JsonElement document, string name)
        => document.GetProperty(name).EnumerateArray().Select(value => value.GetString()!);
}
