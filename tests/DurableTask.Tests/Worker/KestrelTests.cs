using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using DtnBox.DurableTask.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Tests.Worker;

/// <summary>What only the real server shows.</summary>
public sealed class KestrelTests
{
    [Fact]
    public async Task Post_LargerThanTheServersUsualLimit_IsServed()
    {
        int port = FreePort();
        await using WebApplication app = await StartAsync(port);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-Azure-Functions-InvocationId", "1");

        // The server's usual limit is 30 MB; a long history is larger.
        string text = new('x', 40_000_000);
        using HttpResponseMessage response = await client.PostAsJsonAsync(
            new Uri($"http://127.0.0.1:{port}/{nameof(EchoActivity)}"),
            new { Data = new { input = $"\"{text}\"" }, Metadata = new { } },
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        string answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(text, answer, StringComparison.Ordinal);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Post_TimerThrows_SaysSoInTheReasonPhrase()
    {
        int port = FreePort();
        await using WebApplication app = await StartAsync(port);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-Azure-Functions-InvocationId", "1");

        using HttpResponseMessage response = await client.PostAsJsonAsync(
            new Uri($"http://127.0.0.1:{port}/{nameof(CleanUpTimer)}"),
            new { Data = new { timer = new { IsPastDue = true } } },
            TestContext.Current.CancellationToken);

        Assert.Equal("InvalidOperationException", response.ReasonPhrase);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<WebApplication> StartAsync(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseSetting(CustomHandlerOptions.PortVariable, $"{port}");
        builder.WebHost.UseFunctionsCustomHandlerPort();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimerRuns>();
        builder.Services.AddDurableTaskWorker(worker => worker.AddActivity<EchoActivity>().AddTimer<CleanUpTimer>());
        WebApplication app = builder.Build();
        app.MapFunctionInvocations();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
