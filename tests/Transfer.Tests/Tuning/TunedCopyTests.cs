using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Transfer.Tests.Tuning;

/// <summary>The tuner during a real copy, on a clock that only the test moves.</summary>
public sealed class TunedCopyTests(S3Server server) : IClassFixture<S3Server>
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task CopyAsync_TheStoreThrottles_HasFewerInFlightAndSaysWhy()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Time = _time;
        await AddAsync(scene, 40);
        var release = new TaskCompletionSource();
        scene.ToProxy.Inject(request => request.Method == "PUT", Fault.Answer.S3Error(503, "SlowDown"), times: 4);
        using FaultRule hold = scene.ToProxy.Inject(request => request.Method == "PUT", new Fault.HoldUntil(release.Task));
        Task<ChunkResult> copy = scene.CopyAsync();
        await Eventually.ThatAsync(() => hold.Hits == 16, TimeSpan.FromSeconds(30), "the four are tried again");

        Seconds(2);

        TuningChange change = Assert.Single(scene.Limits.Outbox.Take(CopyScene.TransferId, most: 10));
        Assert.Equal("objects in flight 16→11: a store throttled 4 of 4 requests", change.Sentence);
        Assert.Equal((scene.Destination.Endpoint, TuningKnob.ObjectsInFlight), (change.Store, change.Knob));
        release.SetResult();
        Assert.Equal(40, (await copy).ObjectsDone);
    }

    [Fact]
    public async Task CopyAsync_WorkWaits_LetsMoreIn()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Time = _time;
        await AddAsync(scene, 60);
        var release = new TaskCompletionSource();
        using FaultRule hold = scene.ToProxy.Inject(
            request => request.Method == "PUT" && scene.Puts.Count > 4, new Fault.HoldUntil(release.Task));
        Task<ChunkResult> copy = scene.CopyAsync();
        await Eventually.ThatAsync(
            () => hold.Hits == 16 && scene.Progress.ObjectsDone == scene.Puts.Count - 16, TimeSpan.FromSeconds(30), "all slots are taken");

        Seconds(2);

        await Eventually.ThatAsync(() => hold.Hits == 32, TimeSpan.FromSeconds(30), "twice as many come");
        Assert.Equal(
            "objects in flight 16→32: all are in use; trying more",
            Assert.Single(scene.Limits.Outbox.Take(CopyScene.TransferId, most: 10)).Sentence);
        release.SetResult();
        Assert.Equal(60, (await copy).ObjectsDone);
    }

    private static async Task AddAsync(CopyScene scene, int objects)
    {
        for (int i = 0; i < objects; i++)
        {
            await scene.AddAsync($"{i}", 100);
        }
    }

    private void Seconds(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
