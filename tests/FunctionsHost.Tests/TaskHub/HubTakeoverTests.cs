using System.Net;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.TaskHub;

/// <summary>One owner at a time, as processes see it.</summary>
public sealed class HubTakeoverTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task SecondHost_WithTheDefaultLease_SaysThatItWaitsAndTakesOverFromAKilledOne()
    {
        string[] byDefault = ["--lease", "15"];
        await using FunctionsHostProcess first = await FunctionsHostProcess.StartAsync(_app, byDefault);
        string id = await first.Orchestrations.StartAsync("Collect", 1);
        await using FunctionsHostProcess second = FunctionsHostProcess.Launch(_app, byDefault);
        await second.SeesAsync("warn: DtnBox.FunctionsHost.TaskHub.HubLease[1301] Task hub is held by");

        using HttpResponseMessage waiting = await AnswerAsync(second, "api/echo");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, waiting.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(15), waiting.Headers.RetryAfter?.Delta);
        Assert.Contains($"Another host owns the task hub {_app.HubName}", await waiting.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpResponseMessage start = await second.Orchestrations.TryStartAsync("Echo", "x", "never-started");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, start.StatusCode);

        first.Kill();
        await second.ReadyAsync();
        await second.Orchestrations.RaiseAsync(id, "item", "to the second");
        Assert.Equal("""["to the second"]""", await second.Orchestrations.ResultAsync(id));
        Assert.Null(await second.Orchestrations.FindAsync("never-started"));
    }

    [Fact]
    public async Task WaitingHost_OwnerStopsInOrder_TakesOverAtOnce()
    {
        // The lease is longer than a test may take: only a hub that is given back can be had.
        string[] hour = ["--lease", "3600"];
        await using FunctionsHostProcess first = await FunctionsHostProcess.StartAsync(_app, hour);
        Assert.Equal(0, await first.StopAsync());
        await using FunctionsHostProcess second = await FunctionsHostProcess.StartAsync(_app, hour);
        Assert.Contains("HubLease[1300] Task hub is ours, epoch 2", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoHosts_StartedAtTheSameInstant_OneOwnsTheHub()
    {
        await using FunctionsHostProcess one = FunctionsHostProcess.Launch(_app);
        await using FunctionsHostProcess other = FunctionsHostProcess.Launch(_app);
        await Eventually.ThatAsync(
            () => Owns(one) || Owns(other), TimeSpan.FromMinutes(1), "one of them owns the hub");
        (FunctionsHostProcess owner, FunctionsHostProcess waiting) = Owns(one) ? (one, other) : (other, one);
        await waiting.SeesAsync("Task hub is held by");
        await owner.ReadyAsync();
        Assert.False(Owns(waiting));
        Assert.Equal("\"x\"", await owner.Orchestrations.ResultAsync(await owner.Orchestrations.StartAsync("Echo", "x")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Owner_CutOffFromItsStorage_StopsWithAnErrorAndAnotherOneGoesOn(bool isSilent)
    {
        await using StagedStorage storage = await StagedStorage.StartAsync(_app);
        await using FunctionsHostProcess first = await FunctionsHostProcess.StartAsync(_app);
        string id = await first.Orchestrations.StartAsync("Collect", 1);
        await first.Orchestrations.BecomesAsync(id, "Running");

        // Silence is worse than refusal: nothing comes back that could be taken for an end.
        storage.Inject(_ => true, isSilent ? new Fault.HoldUntil(new TaskCompletionSource().Task) : new Fault.ResetBeforeRequest());

        Assert.Equal(1, await first.ExitAsync());
        Assert.Contains("crit: DtnBox.FunctionsHost.TaskHub.HubLease[1305] This host lost the task hub: the lease ran out.", first.Output, StringComparison.Ordinal);
        storage.Heal();
        await using FunctionsHostProcess second = await FunctionsHostProcess.StartAsync(_app);
        await second.Orchestrations.RaiseAsync(id, "item", "still here");
        Assert.Equal("""["still here"]""", await second.Orchestrations.ResultAsync(id));
    }

    [Fact]
    public async Task Owner_AnswerToARenewalIsLost_StaysOwnerAndGivesTheHubBackAtItsEnd()
    {
        await using StagedStorage storage = await StagedStorage.StartAsync(_app);
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        using FaultRule lost = storage.Inject(
            request => request.Method == "PUT" && request.RawPath.Contains("owner", StringComparison.Ordinal),
            new Fault.LoseAnswer(), times: 1);
        await Eventually.ThatAsync(
            () => storage.Tables.Requests.Any(request => request.Fault is Fault.LoseAnswer && request.Ended),
            TimeSpan.FromMinutes(1), "an answer is lost");
        Assert.Equal("\"x\"", await host.Orchestrations.ResultAsync(await host.Orchestrations.StartAsync("Echo", "x")));
        Assert.Equal(0, await host.StopAsync());
        Assert.Contains("HubLease[1302] Task hub given back, epoch 1", host.Output, StringComparison.Ordinal);
    }

    private static bool Owns(FunctionsHostProcess host)
        => host.Output.Contains("Task hub is ours", StringComparison.Ordinal);

    // The listener comes up a moment after the log says why.
    private static async Task<HttpResponseMessage> AnswerAsync(FunctionsHostProcess host, string path)
    {
        HttpResponseMessage? answer = null;
        await Eventually.ThatAsync(
            async () =>
            {
                try
                {
                    answer = await host.Http.GetAsync(new Uri(path, UriKind.Relative));
                    return true;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            TimeSpan.FromMinutes(1), "it answers");
        return answer!;
    }
}
