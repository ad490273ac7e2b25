using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Http;

public sealed class HttpFunctionTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private HttpClient Http => shared.Host.Http;

    [Fact]
    public async Task Proxy_AnyRequest_KeepsMethodPathAndQuery()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "api/echo/a/b%20c?x=1&x=2&y=%26");
        JsonElement echo = await EchoAsync(request);
        Assert.Equal("DELETE", echo.GetProperty("method").GetString());
        Assert.Equal("/api/echo/a/b c", echo.GetProperty("path").GetString());
        Assert.Equal("?x=1&x=2&y=%26", echo.GetProperty("query").GetString());
    }

    [Fact]
    public async Task Proxy_ClientSendsHostMarks_TheyAreReplaced()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/echo");
        request.Headers.Add("X-Azure-Functions-InvocationId", "forged");
        request.Headers.Add("x-ms-invocation-id", "forged");
        request.Headers.Add("X-Forwarded-For", "forged");
        request.Headers.Add("X-Forwarded-Host", "forged");
        request.Headers.TryAddWithoutValidation("Connection", "x-ms-invocation-id, X-Forwarded-For, X-Forwarded-Host");
        JsonElement echo = await EchoAsync(request);
        JsonElement headers = echo.GetProperty("headers");
        Assert.True(Guid.TryParse(headers.GetProperty("X-Azure-Functions-InvocationId").GetString(), out _));
        Assert.True(Guid.TryParse(headers.GetProperty("x-ms-invocation-id").GetString(), out _));
        Assert.Equal("127.0.0.1", headers.GetProperty("X-Forwarded-For").GetString());
        Assert.Equal($"localhost:{shared.Host.Port}", headers.GetProperty("X-Forwarded-Host").GetString());
        Assert.Equal("http", headers.GetProperty("X-Forwarded-Proto").GetString());
        Assert.StartsWith("127.0.0.1:", echo.GetProperty("host").GetString());
    }

    [Fact]
    public async Task Proxy_StreamedAnswer_ArrivesBeforeItEnds()
    {
        await using Stream stream = await Http.GetStreamAsync("api/stream");
        using var reader = new StreamReader(stream);
        Assert.Equal("first", await reader.ReadLineAsync());
        using HttpResponseMessage released = await Http.PostAsync("api/release", null);
        Assert.Equal("second", await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Proxy_TheReaderOfAStreamGoesAway_TheAppIsTold()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        using (var reader = new StreamReader(await Http.GetStreamAsync("api/watch", cancel)))
        {
            Assert.Equal("data: 1", await reader.ReadLineAsync(cancel));
            Assert.Equal(1, await Http.GetFromJsonAsync<int>("api/watchers", cancel));
        }

        await Eventually.ThatAsync(
            async () => await Http.GetFromJsonAsync<int>("api/watchers", cancel) == 0,
            TimeSpan.FromSeconds(20),
            "the app's request has ended, too",
            cancel);
    }

    [Fact]
    public async Task Proxy_LargeChunkedUpload_ArrivesWhole()
    {
        const int bytes = 80_000_000;
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/count")
        {
            Content = new StreamContent(new MemoryStream(new byte[bytes])),
        };
        request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await Http.SendAsync(request);
        Assert.Equal(bytes, await response.Content.ReadFromJsonAsync<long>());
    }

    [Fact]
    public async Task Proxy_PathOutsideEveryRoute_IsNotFound()
    {
        using HttpResponseMessage response = await Http.PostAsync("Echo", null);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Handler_Environment_IsThatOfACustomHandler()
    {
        JsonElement answer = await Http.GetFromJsonAsync<JsonElement>("api/environment");
        JsonElement variables = answer.GetProperty("variables");
        Assert.Equal("custom", variables.GetProperty("FUNCTIONS_WORKER_RUNTIME").GetString());
        Assert.Equal(shared.App.Folder, variables.GetProperty("FUNCTIONS_APP_ROOT_PATH").GetString());
        Assert.Equal($"localhost:{shared.Host.Port}", variables.GetProperty("WEBSITE_HOSTNAME").GetString());
        Assert.Equal(
            variables.GetProperty("FUNCTIONS_CUSTOMHANDLER_PORT").GetString(),
            variables.GetProperty("FUNCTIONS_HTTPWORKER_PORT").GetString());
        Assert.Equal(shared.App.Journal, variables.GetProperty("TESTAPP_JOURNAL").GetString());
    }

    private async Task<JsonElement> EchoAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Http.SendAsync(request);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
