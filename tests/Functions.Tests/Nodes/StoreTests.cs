using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Functions.Nodes;

namespace DtnBox.Functions.Tests.Nodes;

public sealed class StoreTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task View_AccessKey_IsForOwnerAndAdministratorsOnly()
    {
        string node = await server.AddNodeAsync();
        Assert.Equal("AK", (await ViewAsync(server.Ada, node)).Store.AccessKey);
        Assert.Equal("AK", (await ViewAsync(server.Administrator, node)).Store.AccessKey);
        await server.LetReadAsync(node, "bob");
        await server.LetReadAsync(node, "eve");
        Assert.Null((await ViewAsync(server.Bob, node)).Store.AccessKey);
        Assert.Null((await ViewAsync(server.Member, node)).Store.AccessKey);
    }

    [Fact]
    public async Task ReplaceKeys_ByTheOwner_ChangesNothingElseAndShowsWhen()
    {
        string node = await server.AddNodeAsync(store => store with { Region = "eu", CaCertificate = NewCa() });
        server.Time.Advance(TimeSpan.FromHours(1));

        using HttpResponseMessage answer = await PutAsync(server.Ada, $"nodes/{node}/store/keys", new StoreKeys("AK2", "secret-2"));

        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotContain("secret-2", text, StringComparison.Ordinal);
        StoreView store = (await ViewAsync(server.Ada, node)).Store;
        Assert.Equal(("AK2", "eu", server.Time.GetUtcNow()), (store.AccessKey, store.Region, store.KeysChangedAt));
        Assert.NotNull(store.CaCertificates);
        StoreConnection connection = server.Get<NodeDirectory>().Connection(await RowAsync(node));
        Assert.Equal(("AK2", "secret-2"), (connection.AccessKey, connection.SecretKey));
        Assert.NotNull(connection.CaCertificate);
        Assert.DoesNotContain("secret-2", (await RowAsync(node)).ProtectedSecretKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceKeys_ByOthers_IsNotFound()
    {
        string node = await server.AddNodeAsync();
        using HttpResponseMessage keys = await PutAsync(server.Bob, $"nodes/{node}/store/keys", new StoreKeys("AK2", "secret-2"));
        using HttpResponseMessage ca = await PutAsync(server.Bob, $"nodes/{node}/store/ca", new StoreCa(null));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (keys.StatusCode, ca.StatusCode));
    }

    [Fact]
    public async Task ReplaceKeys_Empty_NamesTheFields()
    {
        string node = await server.AddNodeAsync();
        using HttpResponseMessage answer = await PutAsync(server.Ada, $"nodes/{node}/store/keys", new StoreKeys("", ""));
        string problem = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("accessKey", problem, StringComparison.Ordinal);
        Assert.Contains("secretKey", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReplaceCa_AndWithout_IsShownAndGone()
    {
        string node = await server.AddNodeAsync();
        string pem = NewCa();
        using HttpResponseMessage set = await PutAsync(server.Ada, $"nodes/{node}/store/ca", new StoreCa(pem));
        CaCertificateView ca = Assert.Single((await ViewAsync(server.Administrator, node)).Store.CaCertificates!);
        Assert.Equal("CN=site CA", ca.Subject);
        Assert.Equal(64, ca.Sha256.Length);

        using HttpResponseMessage unset = await PutAsync(server.Ada, $"nodes/{node}/store/ca", new StoreCa(null));
        Assert.Null((await ViewAsync(server.Ada, node)).Store.CaCertificates);
        Assert.Null(server.Get<NodeDirectory>().Connection(await RowAsync(node)).CaCertificate);
    }

    [Theory]
    [InlineData("nonsense", "in PEM form")]
    [InlineData("leaf", "is not that of a CA")]
    [InlineData("key", "holds a private key")]
    public async Task ReplaceCa_WhatIsNoCaCertificate_IsRefused(string what, string expected)
    {
        string node = await server.AddNodeAsync();
        string pem = what switch { "leaf" => NewCa(isCa: false), "key" => NewCa() + NewKey(), _ => what };
        using HttpResponseMessage answer = await PutAsync(server.Ada, $"nodes/{node}/store/ca", new StoreCa(pem));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000", false)]
    [InlineData("http://[::1]:9000", false)]
    [InlineData("http://localhost:9000", false)]
    [InlineData("http://store:9000", false)]
    [InlineData("http://10.1.2.3", false)]
    [InlineData("http://172.31.0.1", false)]
    [InlineData("http://172.32.0.1", true)]
    [InlineData("http://192.168.1.1", false)]
    [InlineData("http://8.8.8.8", true)]
    [InlineData("http://s3.site-a.example", true)]
    [InlineData("https://s3.site-a.example", false)]
    public async Task View_PlainHttpBeyondAPrivateNetwork_Warns(string endpoint, bool warns)
    {
        string node = await server.AddNodeAsync(store => store with { Endpoint = new Uri(endpoint) });
        IReadOnlyList<string> warnings = (await ViewAsync(server.Ada, node)).Store.Warnings ?? [];
        Assert.Equal(warns, warnings.Any(warning => warning.Contains("plain http", StringComparison.Ordinal)));
    }

    [Fact]
    public void Warnings_OfACaThatEnds_ComeAMonthBefore()
    {
        DateTimeOffset end = server.Time.GetUtcNow();
        CaCertificateView[] ca = [new("CN=site CA", end, "00")];
        Assert.Empty(CaCertificates.Warnings(ca, end.AddDays(-31)));
        Assert.Contains("expires at", Assert.Single(CaCertificates.Warnings(ca, end.AddDays(-29))), StringComparison.Ordinal);
        Assert.Contains("expired at", Assert.Single(CaCertificates.Warnings(ca, end.AddSeconds(1))), StringComparison.Ordinal);
    }

    private static string NewCa(bool isCa = true)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=site CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isCa, false, 0, critical: true));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(365));
        return certificate.ExportCertificatePem() + "\n";
    }

    private static string NewKey()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private async Task<NodeRow> RowAsync(string node) => (await server.Get<NodeDirectory>().FindAsync(node, Cancel))!;

    private static async Task<NodeView> ViewAsync(HttpClient client, string node)
    {
        using (client)
        {
            return (await client.GetFromJsonAsync<NodeView>($"nodes/{node}", ContractJson.Options, Cancel))!;
        }
    }

    private static async Task<HttpResponseMessage> PutAsync<T>(HttpClient client, string path, T body)
    {
        using (client)
        {
            return await client.PutAsJsonAsync(path, body, ContractJson.Options, Cancel);
        }
    }
}
