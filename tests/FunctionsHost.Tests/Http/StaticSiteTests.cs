using System.Net;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Http;

public sealed class StaticSiteTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Static_UnknownPagePath_GivesTheIndexAndUnknownApiPathDoesNot()
    {
        _app.Write("site/index.html", "<p>portal</p>");
        _app.Write("site/app.js", "1");
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app, "--static", Path.Combine(_app.Folder, "site"));
        Assert.Equal("<p>portal</p>", await host.Http.GetStringAsync(""));
        Assert.Equal("<p>portal</p>", await host.Http.GetStringAsync("transfers/42"));
        Assert.Equal("1", await host.Http.GetStringAsync("app.js"));
        using HttpResponseMessage answer = await host.Http.GetAsync("runtime/nothing");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
