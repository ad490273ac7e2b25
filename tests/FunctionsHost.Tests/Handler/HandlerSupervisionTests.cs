using System.Net;
using DtnBox.FunctionsHost.Tests.Support;

namespace DtnBox.FunctionsHost.Tests.Handler;

public sealed class HandlerSupervisionTests : IDisposable
{
    private readonly TestAppFolder _app = new(TestStorage.NewHubName());

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Handler_FailsThreeTimes_TheHostStopsWithAnError()
    {
        await using HostProcess host = await HostProcess.StartAsync(_app, "--max-handler-failures", "3");
        for (int failure = 1; failure <= 3; failure++)
        {
            int handler = host.HandlerId;
            host.KillHandler();
            await Eventually.BeAsync("next handler", () => host.HasExited || host.HandlerId != handler);
        }

        Assert.NotEqual(0, await host.ExitAsync());
        await host.SeesAsync("Handler failed 3 times within 30 minutes");
    }

    [Fact]
    public async Task Handler_IsBeingRestarted_RequestsAreHeldAndThenServed()
    {
        await using HostProcess host = await HostProcess.StartAsync(_app);
        int handler = host.HandlerId;
        host.KillHandler();
        await Eventually.BeAsync("end of the handler", () => !HostProcess.IsRunning(handler));
        await host.SeesAsync("ended with exit code 137");
        using HttpResponseMessage answer = await host.Http.GetAsync("api/echo");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Handler_EndsWithZero_IsNotStartedAgainAndRequestsGet503()
    {
        await using HostProcess host = await HostProcess.StartAsync(_app);
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
        await using HostProcess first = await HostProcess.StartAsync(_app);
        int handler = first.HandlerId;
        Assert.Equal(0, await first.StopAsync());
        Assert.False(HostProcess.IsRunning(handler));
        await using HostProcess second = await HostProcess.StartAsync(_app);
        Assert.DoesNotContain("Task hub is held by", second.Output, StringComparison.Ordinal);
    }
}
