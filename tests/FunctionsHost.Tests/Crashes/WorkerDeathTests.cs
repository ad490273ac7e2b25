using System.Net;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Crashes;

public sealed class WorkerDeathTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Kill9_InAnActivityAndInATurn_BothAreDoneAgain()
    {
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        Mark activity = _app.NewMark();
        Mark turn = _app.NewMark();
        string first = await host.Orchestrations.StartAsync("RunActivity", new { name = "Slow", input = activity.File });
        string second = await host.Orchestrations.StartAsync("SlowTurn", turn.File);
        await activity.BeginsAsync();
        await turn.BeginsAsync();
        int worker = host.WorkerId;

        host.KillWorker();

        Assert.Equal("\"slept\"", await host.Orchestrations.ResultAsync(first));
        Assert.Equal("\"turned\"", await host.Orchestrations.ResultAsync(second));
        Assert.Equal(("..", "."), (activity.Begun, activity.Done));
        Assert.NotEqual(worker, host.WorkerId);
    }

    [Fact]
    public async Task Kill9_ThreeTimesInTheMiddleOfARequest_AllIsServedAgainAfterAPause()
    {
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        string waiting = await host.Orchestrations.StartAsync("EventWait", "");
        for (int death = 0; death < 3; death++)
        {
            Mark mark = _app.NewMark();
            Task<HttpResponseMessage> request = host.Http.GetAsync($"hold?file={mark.File}");
            // One that comes while there is no worker is answered by the next, or asked to come back.
            await Eventually.ThatAsync(() => request.IsCompleted || mark.Begun.Length > 0, TimeSpan.FromSeconds(60), "the request has arrived");
            host.KillWorker();
            using HttpResponseMessage response = await request;
            Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            await host.SeesAsync("is ready", times: death + 2);
        }

        await host.SeesAsync("Workers ended 3 times within 30 minutes");
        using HttpResponseMessage alive = await host.Http.GetAsync("anything");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        await host.Orchestrations.RaiseAsync(waiting, "first", "a");
        await host.Orchestrations.RaiseAsync(waiting, "second", "b");
        Assert.Equal("\"a b\"", await host.Orchestrations.ResultAsync(waiting));
    }
}
