using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.FunctionsHost.Http;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Http;

public sealed class HttpFunctionTests(SharedHost shared)
{
    private HttpClient Http => shared.Host.Http;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CatchAll_AnyRequest_KeepsMethodPathAndQuery()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "a/b%20c?x=1&x=2&y=%26");
        JsonElement seen = await SendAsync(request);
        Assert.Equal("DELETE", seen.GetProperty("method").GetString());
        Assert.Equal("a/b c", seen.GetProperty("path").GetString());
        // The app sees the address that the client asked, not where its own process listens.
        Assert.Equal($"http://localhost:{shared.Host.Port}/a/b c?x=1&x=2&y=%26", seen.GetProperty("url").GetString());
    }

    [Fact]
    public async Task Request_WithWhatOnlyAHostSays_HasItReplaced()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "x");
        request.Headers.Add("x-ms-invocation-id", "forged");
        request.Headers.Add("X-Forwarded-Host", "forged.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        JsonElement seen = await SendAsync(request);
        Assert.StartsWith($"http://localhost:{shared.Host.Port}/", seen.GetProperty("url").GetString());
        Assert.True(Guid.TryParse(seen.GetProperty("headers").GetProperty("x-ms-invocation-id").GetString(), out _));
    }

    [Theory]
    [InlineData("admin/host/status")]
    [InlineData("runtime/anything")]
    public async Task Request_ToAPathOfTheHost_IsNotTheApps(string path)
    {
        using HttpResponseMessage response = await Http.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Function_ThatThrows_Is500WithoutItsSecrets()
    {
        using HttpResponseMessage response = await Http.GetAsync("throw", Cancel);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Cancel));
        await shared.Host.SeesAsync("secret of /throw");
    }

    [Fact]
    public async Task Events_ArriveOneByOne_AndTheAppSeesTheClientGo()
    {
        string file = shared.App.NewMark().File;
        await File.AppendAllTextAsync(file, "line\n", Cancel);
        using (var reader = new StreamReader(await Http.GetStreamAsync($"stream?file={file}", Cancel)))
        {
            foreach (int i in Enumerable.Range(0, 3))
            {
                string? seen = await reader.ReadLineAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancel);
                Assert.Equal($"data: {i}", seen);
                Assert.Equal("", await reader.ReadLineAsync(Cancel));
                await File.AppendAllTextAsync(file, "line\n", Cancel);
            }
        }

        await Eventually.ThatAsync(() => File.Exists($"{file}.gone"), TimeSpan.FromSeconds(20), "the app has seen it", Cancel);
    }

    [Theory]
    [InlineData(HttpFront.MaxBodySizeBytes, false, HttpStatusCode.OK)]
    // The server counts the frames of the chunks, too.
    [InlineData(HttpFront.MaxBodySizeBytes - 1_000_000, true, HttpStatusCode.OK)]
    [InlineData(HttpFront.MaxBodySizeBytes + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(HttpFront.MaxBodySizeBytes + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_AtTheLimitAndAbove_IsTakenAndRefused(long bytes, bool chunked, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "size") { Content = new StreamContent(new Zeros(bytes)) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Content.Headers.ContentLength = chunked ? null : bytes;
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage response = await Http.SendAsync(request, Cancel);
        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.OK)
        {
            Assert.Equal(bytes, await response.Content.ReadFromJsonAsync<long>(Cancel));
        }
        else
        {
            JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            Assert.Equal("Body too large", problem.GetProperty("title").GetString());
        }
    }

    private async Task<JsonElement> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Http.SendAsync(request, Cancel);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
