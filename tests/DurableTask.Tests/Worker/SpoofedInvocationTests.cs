using System.Net;

namespace DtnBox.DurableTask.Tests.Worker;

/// <summary>The port is also the public one. To anybody but the host, function endpoints do not exist.</summary>
public sealed class SpoofedInvocationTests
{
    public static TheoryData<string> PublicRequests() => [.. Changes.Keys];

    private static readonly Dictionary<string, Action<HttpRequestMessage>> Changes = new()
    {
        ["no invocation id"] = request => request.Headers.Remove("X-Azure-Functions-InvocationId"),
        ["proxied"] = request => request.Headers.Add("x-ms-invocation-id", "1"),
        ["forwarded for somebody"] = request => request.Headers.Add("X-Forwarded-For", "203.0.113.9"),
        ["forwarded host"] = request => request.Headers.Add("X-Forwarded-Host", "dtn.example.org"),
        ["public host name"] = request => request.Headers.Host = "dtn.example.org",
        ["localhost by name"] = request => request.Headers.Host = $"localhost:{WorkerApp.Port}",
        ["other port"] = request => request.Headers.Host = "127.0.0.1:80",
        ["no port"] = request => request.Headers.Host = "127.0.0.1",
        ["get"] = request => request.Method = HttpMethod.Get,
        ["put"] = request => request.Method = HttpMethod.Put,
    };

    [Theory]
    [MemberData(nameof(PublicRequests))]
    public async Task Request_NotFromTheHost_FindsNothing(string change)
    {
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddActivity<EchoActivity>());

        using HttpResponseMessage response = await app.PostAsync(
            nameof(EchoActivity), """{"Data":{"input":"null"}}""", Changes[change]);
        using HttpResponseMessage unknown = await app.PostAsync("NoSuchFunction", "{}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(unknown.StatusCode, response.StatusCode);
        Assert.Equal(unknown.Headers.ToString(), response.Headers.ToString());
        Assert.Empty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Request_FromTheHost_IsServed()
    {
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddActivity<EchoActivity>());

        using HttpResponseMessage response = await app.PostAsync(nameof(EchoActivity), """{"Data":{"input":"null"}}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
