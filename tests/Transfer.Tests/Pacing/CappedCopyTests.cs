using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Testing;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Transfer.Tests.Pacing;

/// <summary>Real copies under caps whose clock only the test moves, and only while a stream waits for it.</summary>
public sealed class CappedCopyTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Kibibyte = 1024;

    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(64 * Kibibyte, 256 * Kibibyte)]
    [InlineData(1024 * Kibibyte, 2 * CopyScene.PartSize)]
    public async Task CopyAsync_TransferIsCapped_TakesTheTimeItMust(int rate, int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Time = _time;
        byte[] one = await scene.AddAsync("one", size);
        await scene.AddAsync("two", 1000);
        scene.Caps = new BandwidthCaps(new Dictionary<string, long> { [CopyScene.TransferId] = rate });

        (ChunkResult result, TimeSpan took) = await RunAsync(scene, scene.CopyAsync());

        Assert.Equal(2, result.ObjectsDone);

        // Of several streams one may be busy while another waits, and the clock goes on: then only the least is certain.
        double most = size < CopyScene.PartSize ? (1.1 * size / rate) + 0.5 : double.MaxValue;
        Assert.InRange(took.TotalSeconds, ((double)size / rate) - 0.5, most);
        Assert.Equal(one, await scene.ReadCopyAsync("one"));
    }

    [Fact]
    public async Task CopyAsync_NodeAndTransferAreCapped_TheLowerHolds()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Time = _time;
        await scene.AddAsync("one", 512 * Kibibyte);
        scene.Caps = new BandwidthCaps(
            new Dictionary<string, long> { [CopyScene.TransferId] = 512 * Kibibyte, ["another"] = 1 }, Node: 128 * Kibibyte);

        (_, TimeSpan took) = await RunAsync(scene, scene.CopyAsync());

        Assert.InRange(took.TotalSeconds, 3.5, 5);
    }

    [Fact]
    public async Task CopyAsync_CapIsLiftedWhileItRuns_EndsAtOnce()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Time = _time;
        await scene.AddAsync("one", 1024 * Kibibyte);
        scene.Caps = new BandwidthCaps(new Dictionary<string, long> { [CopyScene.TransferId] = 1 });
        Task<ChunkResult> copy = scene.CopyAsync();
        await Eventually.ThatAsync(() => scene.Limits.Waiting > 0, TimeSpan.FromSeconds(30), "the stream waits");

        scene.Limits.Apply(new BandwidthCaps(new Dictionary<string, long>()));

        Assert.Equal(1, (await copy).ObjectsDone);
    }

    [Fact]
    public async Task CopyAsync_CapIsTooLowForManyStreams_RunsFew()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Time = _time;
        for (int i = 0; i < 6; i++)
        {
            await scene.AddAsync($"{i}", 64 * Kibibyte);
        }

        scene.Caps = new BandwidthCaps(new Dictionary<string, long> { [CopyScene.TransferId] = 64 * Kibibyte });
        int most = 0;

        (ChunkResult result, _) = await RunAsync(scene, scene.CopyAsync(), () => most = Math.Max(most, scene.Limits.Waiting));

        Assert.Equal(6, result.ObjectsDone);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task CopyAsync_WaitsLongerThanTheIdleTimeout_IsNotTakenForSilence()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Time = _time;
        scene.UseIdleTimeout(TimeSpan.FromMilliseconds(200));
        await scene.AddAsync("one", 64 * Kibibyte);
        scene.Caps = new BandwidthCaps(new Dictionary<string, long> { [CopyScene.TransferId] = 1 });
        Task<ChunkResult> copy = scene.CopyAsync();
        await Eventually.ThatAsync(() => scene.Limits.Waiting > 0, TimeSpan.FromSeconds(30), "the stream waits");

        // Silence is timed by the real clock, so some of it has to pass.
        using var idle = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await Task.WhenAny(copy, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, idle.Token));
        scene.Limits.Apply(new BandwidthCaps(new Dictionary<string, long>()));

        Assert.Equal(1, (await copy).ObjectsDone);
        Assert.Single(scene.Puts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task VerifyAsync_OnlyFromAfar_ComesUnderTheCap(bool fromAfar)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Time = _time;
        await scene.AddAsync("one", 512 * Kibibyte);
        await scene.CopyAsync();
        scene.Caps = new BandwidthCaps(new Dictionary<string, long> { [CopyScene.TransferId] = 128 * Kibibyte });

        (ChunkResult result, TimeSpan took) = await RunAsync(
            scene, scene.VerifyAsync(pacedBy: fromAfar ? CopyScene.TransferId : null));

        Assert.Equal(1, result.ObjectsDone);
        Assert.InRange(took.TotalSeconds, fromAfar ? 3.5 : 0, fromAfar ? 5 : 0);
    }

    /// <summary>Moves the clock on whenever a stream waits for it; returns how far it had to be moved.</summary>
    private async Task<(ChunkResult Result, TimeSpan Took)> RunAsync(
        CopyScene scene, Task<ChunkResult> work, Action? whileWaiting = null)
    {
        DateTimeOffset begun = _time.GetUtcNow();
        while (!work.IsCompleted)
        {
            if (scene.Limits.Waiting > 0)
            {
                whileWaiting?.Invoke();
                _time.Advance(TimeSpan.FromMilliseconds(10));
            }

            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
        }

        return (await work, _time.GetUtcNow() - begun);
    }
}
