using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Handler;

/// <summary>Handlers that do not even come up.</summary>
public sealed class HandlerStartTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Handler_CrashesAtOnceThreeTimes_TheHostStopsWithAnError()
    {
        _app.UseHandler("/bin/false");
        await using FunctionsHostProcess host = FunctionsHostProcess.Launch(_app, "--max-handler-failures", "3");
        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains("HandlerSupervisor[1114] Handler failed 3 times within 30 minutes", host.Output, StringComparison.Ordinal);
        Assert.Contains("crit: ", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handler_CrashesAtOnceAndNoLimitIsSet_IsStartedAfterGrowingDelays()
    {
        _app.UseHandler("/bin/false");
        await using FunctionsHostProcess host = FunctionsHostProcess.Launch(_app);
        await host.SeesAsync("HandlerSupervisor[1117] The handler keeps ending soon after its start; starting it again in 00:00:01");
        await host.SeesAsync("starting it again in 00:00:02");
        await host.SeesAsync("starting it again in 00:00:04");
        Assert.False(host.HasExited);
    }

    [Fact]
    public async Task Handler_AsksForRestartsWithoutEnd_IsStartedAfterGrowingDelaysAndNeverGivenUp()
    {
        _app.UseHandler("/bin/sh", "-c", "exit 200");
        await using FunctionsHostProcess host = FunctionsHostProcess.Launch(_app, "--max-handler-failures", "1");
        await host.SeesAsync("ended with exit code 200: Restart");
        await host.SeesAsync("starting it again in 00:00:02");
        Assert.False(host.HasExited);
    }

    [Fact]
    public async Task Handler_NeverAnswersTheProbe_IsEndedAndCountsAsFailed()
    {
        _app.UseHandler("/bin/sleep", "600");
        _app.Host["customHandler"]!["initializationTimeout"] = "00:00:01";
        _app.Save();
        await using FunctionsHostProcess host = FunctionsHostProcess.Launch(_app, "--max-handler-failures", "2");
        Assert.Equal(1, await host.ExitAsync());
        Assert.Contains("did not answer GET / within 00:00:01", host.Output, StringComparison.Ordinal);
        Assert.Contains("Handler failed 2 times", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handler_EndsWithZeroAtOnce_InvocationsFailForGood()
    {
        _app.UseHandler("/bin/true");
        await using FunctionsHostProcess host = FunctionsHostProcess.Launch(_app, "--max-handler-failures", "1");
        await host.SeesAsync("ended with exit code 0: Stay");
        await host.SeesAsync("Now listening");
        string id = await host.Orchestrations.StartAsync("Echo", "x");
        Assert.Equal("Failed", (await host.Orchestrations.EndsAsync(id)).GetProperty("runtimeStatus").GetString());
        await host.SeesAsync("The handler ended with exit code 0 and is not started again.");
    }
}
