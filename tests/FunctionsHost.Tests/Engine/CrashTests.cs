using System.Text.Json;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Engine;

/// <summary>Processes die while orchestrations run; everything must end as if they had not.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Host_KilledAgainAndAgain_EverythingEndsRightAndNoResultIsLost()
    {
        const int chains = 12;
        const int steps = 30;
        // The moments are random on purpose; the seed is in the output of a failing run.
        int seed = Environment.TickCount;
        var random = new Random(seed);
        var ids = new List<string>();
        FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        try
        {
            for (int i = 0; i < chains; i++)
            {
                ids.Add(await host.Orchestrations.StartAsync("Chain", steps, $"chain-{i}"));
            }

            string fan = await host.Orchestrations.StartAsync("FanOut", 300);
            string parent = await host.Orchestrations.StartAsync("Parent", "Echo");
            for (int round = 0; round < 5; round++)
            {
                int journaled = _app.ReadJournal().Length + random.Next(5, 80);
                await Eventually.ThatAsync(() => _app.ReadJournal().Length >= journaled || round > 2, TimeSpan.FromMinutes(1), "progress");
                host.Kill();
                await host.DisposeAsync();
                host = await FunctionsHostProcess.StartAsync(_app);
            }

            foreach (string id in ids)
            {
                Assert.Equal("465", await host.Orchestrations.ResultAsync(id));
            }

            Assert.Equal("45150", await host.Orchestrations.ResultAsync(fan));
            Assert.Contains("from the parent", await host.Orchestrations.ResultAsync(parent));
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"With seed {seed}, host output:\n{host.Output}", e);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Host_Killed_TakesItsHandlerWithIt()
    {
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        int handler = host.HandlerId;
        host.Kill();
        await Eventually.ThatAsync(() => !FunctionsHostProcess.IsRunning(handler), TimeSpan.FromMinutes(1), "end of the handler");
    }

    [Fact]
    public async Task Host_KilledWhileATimerRuns_FiresItAfterTheRestart()
    {
        string id;
        await using (FunctionsHostProcess first = await FunctionsHostProcess.StartAsync(_app))
        {
            id = await first.Orchestrations.StartAsync("Sleep", 2.0);
            await first.Orchestrations.BecomesAsync(id, "Running");
            first.Kill();
        }

        await using FunctionsHostProcess second = await FunctionsHostProcess.StartAsync(_app);
        Assert.Equal("\"woke\"", await second.Orchestrations.ResultAsync(id));
    }

    [Fact]
    public async Task Host_StoppedWhileAnActivityRuns_RunsItAgainAndRecordsNoFailure()
    {
        string id;
        await using (FunctionsHostProcess first = await FunctionsHostProcess.StartAsync(_app))
        {
            id = await first.Orchestrations.StartAsync("HangShortly", 0.0);
            await Eventually.ThatAsync(() => _app.ReadJournal().Contains("hang"), TimeSpan.FromMinutes(1), "running activity");
            int handler = first.HandlerId;
            Assert.Equal(0, await first.StopAsync());
            Assert.False(FunctionsHostProcess.IsRunning(handler));
        }

        await using FunctionsHostProcess second = await FunctionsHostProcess.StartAsync(_app);
        Assert.Equal("\"hung\"", await second.Orchestrations.ResultAsync(id));
        Assert.Equal(2, _app.ReadJournal().Count(line => line == "hang"));
    }

    [Fact]
    public async Task Handler_KilledDuringAnActivity_IsAFailedTaskAndTheHandlerComesBack()
    {
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        string id = await host.Orchestrations.StartAsync("Call", "Hang");
        await Eventually.ThatAsync(() => _app.ReadJournal().Contains("hang"), TimeSpan.FromMinutes(1), "running activity");
        host.KillHandler();
        JsonElement status = await host.Orchestrations.EndsAsync(id);
        Assert.Contains(
            "Functions.Hang <- System.Net.Http.HttpRequestException", status.GetProperty("output").GetString());
        Assert.Equal("\"back\"", await host.Orchestrations.ResultAsync(await host.Orchestrations.StartAsync("Echo", "back")));
    }

    [Fact]
    public async Task SecondHost_WaitsForTheLeaseAndThenTakesOver()
    {
        await using FunctionsHostProcess first = await FunctionsHostProcess.StartAsync(_app);
        string id = await first.Orchestrations.StartAsync("Collect", 1);
        await using FunctionsHostProcess second = FunctionsHostProcess.Launch(_app);
        await second.SeesAsync("Task hub is held by");
        Assert.DoesNotContain("Task hub is ours", second.Output, StringComparison.Ordinal);
        first.Kill();
        await second.ReadyAsync();
        await second.Orchestrations.RaiseAsync(id, "item", "to the second");
        Assert.Equal("""["to the second"]""", await second.Orchestrations.ResultAsync(id));
    }

    [Fact]
    public async Task PausedOwner_ResumedAfterATakeover_StopsAndDoesNoHarm()
    {
        await using FunctionsHostProcess first = await FunctionsHostProcess.StartAsync(_app);
        string id = await first.Orchestrations.StartAsync("Collect", 2);
        await first.Orchestrations.BecomesAsync(id, "Running");
        first.Pause();
        await using FunctionsHostProcess second = await FunctionsHostProcess.StartAsync(_app);
        await second.Orchestrations.RaiseAsync(id, "item", "one");
        // This one waits in the old owner's socket and is read the moment it wakes up.
        Task<HttpResponseMessage> late = first.Orchestrations.TryRaiseAsync(id, "item", "never");
        first.Resume();
        Assert.NotEqual(0, await first.ExitAsync());
        await late.ContinueWith(
            answer => Assert.False(answer.IsCompletedSuccessfully && answer.Result.IsSuccessStatusCode), TaskScheduler.Default);
        await second.Orchestrations.RaiseAsync(id, "item", "two");
        Assert.Equal("""["one","two"]""", await second.Orchestrations.ResultAsync(id));
    }
}
