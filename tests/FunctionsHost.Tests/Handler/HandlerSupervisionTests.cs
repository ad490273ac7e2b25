using System.Net;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Handler;

public sealed class HandlerSupervisionTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Handler_FailsThreeTimes_TheHostStopsWithAnError()
    {
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app, "--max-handler-failures", "3");
        for (int failure = 1; failure <= 3; failure++)
        {
            int handler = host.HandlerId;
            host.KillHandler();
            await Eventually.ThatAsync(() => host.HasExited || host.HandlerId != handler, TimeSpan.FromMinutes(1), "next handler");
        }

        Assert.NotEqual(0, await host.ExitAsync());
        await host.SeesAsync("Handler failed 3 times within 30 minutes");
    }

    [Fact]
    public async Task Handler_IsBeingRestarted_RequestsAreHeldAndThenServed()
    {
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        int handler = host.HandlerId;
        host.KillHandler();
        await Eventually.ThatAsync(() => !FunctionsHostProcess.IsRunning(handler), TimeSpan.FromMinutes(1), "end of the handler");
        await host.SeesAsync("ended with exit code 137");
        using HttpResponseMessage answer = await host.Http.GetAsync("api/echo");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Handler_EndsWithZero_IsNotStartedAgainAndRequestsGet503()
    {
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        try
        {
            using HttpResponseMessage exit = await host.Http.PostAsync("api/exit/0", null);
        }
        catch (HttpRequestException)
        {
            // The handler may end before its answer is out.
        }

        await host.SeesAsync("ended with exit code 0");
        using HttpResponseMessage answer = await host.Http.GetAsync("api/echo");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Host_AskedToStop_EndsWithZeroAndGivesTheHubBack()
    {
        await using FunctionsHostProcess first = await FunctionsHostProcess.StartAsync(_app);
        int handler = first.HandlerId;
        Assert.Equal(0, await first.StopAsync());
        Assert.False(FunctionsHostProcess.IsRunning(handler));
        await using FunctionsHostProcess second = await FunctionsHostProcess.StartAsync(_app);
        Assert.DoesNotContain("Task hub is held by", second.Output, StringComparison.Ordinal);
    }
}
