using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Management;

public sealed class ManagementTests(SharedHost shared)
{
    private const string Base = OrchestrationClient.Base;

    private HttpClient Http => shared.Host.Http;

    [Fact]
    public async Task Start_WithoutId_GivesLinksThatWork()
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync($"{Base}/orchestrators/Chain", 1);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        JsonElement links = await response.Content.ReadFromJsonAsync<JsonElement>();
        string status = links.GetProperty("statusQueryGetUri").GetString()!;
        Assert.Equal(response.Headers.Location!.OriginalString, status);
        Assert.StartsWith($"http://localhost:{shared.Host.Port}/{Base}/instances/", status);
        Assert.Equal("\"0\"", await shared.Host.Orchestrations.ResultAsync(links.GetProperty("id").GetString()!));
        Assert.Equal("0", (await Http.GetFromJsonAsync<JsonElement>(status)).GetProperty("output").GetString());
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "http://evil.example")]
    public async Task Request_FromAForeignPage_IsForbidden(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Base}/instances");
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await Http.SendAsync(request)).StatusCode);
    }
}
