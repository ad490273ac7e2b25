using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Portal;

public sealed class PortalSiteTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("index.html")]
    [InlineData("transfers/42")]
    [InlineData("transfers/42?tab=objects")]
    [InlineData("apiary")]
    public async Task Get_APathOfThePage_GivesThePageAndHasItAskedForAgain(string path)
    {
        using HttpResponseMessage answer = await portal.Http.GetAsync(path, Cancel);
        Assert.Equal(PortalFixture.Page, await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.NotNull(answer.Headers.ETag);
    }

    [Fact]
    public async Task Get_APathOfThePageWithADot_GivesThePageToABrowserThatAsksForOne()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "nodes/store.uni");
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        using HttpResponseMessage answer = await portal.Http.SendAsync(request, Cancel);
        Assert.Equal(PortalFixture.Page, await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("runtime/nothing")]
    [InlineData("admin/nothing")]
    [InlineData("old.js")]
    [InlineData("assets/old-9z.js")]
    [InlineData("assets/old")]
    [InlineData("assets/")]
    [InlineData(".hidden.txt")]
    public async Task Get_WhatIsNotThere_IsNotFound(string path)
    {
        using HttpResponseMessage answer = await portal.Http.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Get_TheApi_GoesToTheAppWithoutThePortalsHeaders()
    {
        using HttpResponseMessage answer = await portal.Http.GetAsync("api/echo", Cancel);
        Assert.Contains("/api/echo", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/%2e%2e%2fsecret.txt")]
    [InlineData("/..%5csecret.txt")]
    [InlineData("/assets/../../secret.txt")]
    [InlineData("/assets/..%2f..%2fsecret.txt")]
    [InlineData("//secret.txt")]
    [InlineData("/secret.txt%00.js")]
    public async Task Get_APathThatLeadsOutOfTheFolder_GivesNothing(string path)
    {
        // By hand: HttpClient would tidy the path up.
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, portal.Host.Port, Cancel);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), Cancel);
        using var reader = new StreamReader(stream);
        string answer = await reader.ReadToEndAsync(Cancel);
        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AFileNamedByItsContent_MayBeKeptForEver()
    {
        using HttpResponseMessage answer = await portal.Http.GetAsync("assets/app-1a2b.js", Cancel);
        Assert.Equal(PortalFixture.Script, await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        using HttpResponseMessage icon = await portal.Http.GetAsync("icon.svg", Cancel);
        Assert.Equal("no-cache", icon.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("deflate", null)]
    public async Task Get_AFileThatIsThereCompressed_IsSentAsTheBrowserTakesIt(string accepts, string? expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "assets/app-1a2b.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);
        using HttpResponseMessage answer = await portal.Http.SendAsync(request, Cancel);
        Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        Stream body = await answer.Content.ReadAsStreamAsync(Cancel);
        await using Stream unpacked = expected switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var reader = new StreamReader(unpacked);
        Assert.Equal(PortalFixture.Script, await reader.ReadToEndAsync(Cancel));
    }

    [Fact]
    public async Task Get_TheConfiguration_ComesFromTheSettingsAndNotFromTheFolder()
    {
        using HttpResponseMessage answer = await portal.Http.GetAsync("config.json", Cancel);
        Assert.Equal("""{"apiBase":""}""", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("config.json")]
    [InlineData("assets/app-1a2b.js")]
    [InlineData("missing.js")]
    public async Task Get_Anything_HasTheSecurityHeaders(string path)
    {
        using HttpResponseMessage answer = await portal.Http.GetAsync(path, Cancel);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
            + "manifest-src 'self'; connect-src 'self' https://login.uni.example https://s3.uni.example http://127.0.0.1:*; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_WithoutTheOption_ServesThePortalOfTheApp()
    {
        using var app = new TestAppFolder();
        app.Write("portal/index.html", "<p>of the app</p>");
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(app);
        Assert.Equal("<p>of the app</p>", await host.Http.GetStringAsync("", Cancel));
    }
}
