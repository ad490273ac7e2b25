using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Crashes;

public sealed class HostDeathTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Kill9_OfTheHost_TakesTheWorkerAlongAndTheNextHostGoesOn()
    {
        // The time that activities in flight wait, made short.
        _app.Settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__workItemQueueVisibilityTimeout"] = "00:00:05";
        _app.Save();
        Mark activity = _app.NewMark();
        string inActivity, waiting;
        await using (FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app))
        {
            inActivity = await host.Orchestrations.StartAsync("RunActivity", new { name = "Slow", input = activity.File });
            waiting = await host.Orchestrations.StartAsync("EventWait", "");
            await activity.BeginsAsync();
            await host.Orchestrations.BecomesAsync(waiting, "Running");
            int worker = host.WorkerId;
            host.Kill();
            await Eventually.ThatAsync(() => !FunctionsHostProcess.IsRunning(worker), Soon, "the worker has ended, too");
        }

        await using FunctionsHostProcess next = await FunctionsHostProcess.StartAsync(_app);
        // Its schedule, too: nothing waits for a lease of the dead one.
        await next.SeesAsync("Tick, past due");
        await next.Orchestrations.RaiseAsync(waiting, "first", "a");
        await next.Orchestrations.RaiseAsync(waiting, "second", "b");
        Assert.Equal("\"a b\"", await next.Orchestrations.ResultAsync(waiting));
        Assert.Equal("\"slept\"", await next.Orchestrations.ResultAsync(inActivity));
    }

    [Fact]
    public async Task Sigterm_WhileAnActivityRuns_WaitsForItAndEndsWell()
    {
        Mark activity = _app.NewMark();
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        int worker = host.WorkerId;
        await host.Orchestrations.StartAsync("RunActivity", new { name = "Slow", input = activity.File });
        await activity.BeginsAsync();

        host.Terminate();
        await host.SeesAsync("Application is shutting down");
        activity.LetGo();

        Assert.Equal(0, await host.ExitAsync());
        Assert.Equal((".", "."), (activity.Begun, activity.Done));
        Assert.False(FunctionsHostProcess.IsRunning(worker));
    }
}
