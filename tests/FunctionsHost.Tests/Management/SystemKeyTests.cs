using System.Net;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Management;

public sealed class SystemKeyTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Request_WhenAKeyIsSet_NeedsItInQueryOrHeader()
    {
        _app.Settings["DTNBOX_SYSTEM_KEY"] = "a+b secret";
        _app.Save();
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        const string list = $"{OrchestrationClient.Base}/instances";
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Http.GetAsync(list)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Http.GetAsync($"{list}?code=wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync($"{list}?code=a%2Bb%20secret")).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, list);
        request.Headers.Add("x-functions-key", "a+b secret");
        Assert.Equal(HttpStatusCode.OK, (await host.Http.SendAsync(request)).StatusCode);
        Assert.DoesNotContain("secret", host.Output);
        Assert.DoesNotContain("a%2Bb", host.Output);
    }
}
