using System.Diagnostics;
using DtnBox.Contracts.Commands;
using DtnBox.Testing;

namespace DtnBox.Transfer.Tests.Copying;

public sealed class StopTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Part = CopyScene.PartSize;

    [Fact]
    public async Task CopyAsync_Stopped_ReturnsWithinASecondAndKeepsParts()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Options.LedgerInterval = TimeSpan.FromSeconds(30);
        byte[] content = await scene.AddAsync("big", 6 * Part);
        scene.Options.PartsInFlight = 2;
        scene.ToProxy.BytesPerSecond = 2 * Part;
        using var stop = new CancellationTokenSource();

        Task<ChunkResult> copy = scene.CopyAsync(stop: stop.Token);
        await Eventually.ThatAsync(() => scene.Progress.BytesDone >= 2 * Part, TimeSpan.FromSeconds(30), "two parts are there");
        long asked = Stopwatch.GetTimestamp();
        await stop.CancelAsync();
        ChunkResult result = await copy;

        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal((0, 0), (result.ObjectsDone, result.ObjectsFailed));
        IReadOnlyList<string> first = scene.Acknowledged;
        Assert.Equal(scene.Progress.BytesDone / Part, scene.UploadLines.Count(line => line.Part is not null));

        scene.ToProxy.BytesPerSecond = long.MaxValue;
        scene.Options.LedgerInterval = TimeSpan.FromMilliseconds(50);
        ChunkResult afterwards = await scene.CopyAsync();

        Assert.Equal(1, afterwards.ObjectsDone);
        Assert.Empty(first.Intersect(scene.Puts.Select(put => put.RawTarget)));
        Assert.Equal(content, await scene.ReadCopyAsync("big"));
    }

    [Fact]
    public async Task CopyAsync_StoppedAmongSmallObjects_RecordsThoseThatWereDone()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Options.LedgerInterval = TimeSpan.FromSeconds(30);
        scene.Options.ObjectsInFlight = 2;
        for (int i = 0; i < 6; i++)
        {
            await scene.AddAsync($"{i}", 100);
        }

        var never = new TaskCompletionSource();
        using FaultRule hold = scene.ToProxy.Inject(
            request => request.RawPath.EndsWith("/3", StringComparison.Ordinal)
                || request.RawPath.EndsWith("/4", StringComparison.Ordinal),
            new Fault.HoldUntil(never.Task));
        using var stop = new CancellationTokenSource();

        Task<ChunkResult> copy = scene.CopyAsync(stop: stop.Token);
        await Eventually.ThatAsync(() => hold.Hits == 2, TimeSpan.FromSeconds(30), "two objects hang");
        await stop.CancelAsync();
        ChunkResult result = await copy;

        Assert.Equal((3, 300), (result.ObjectsDone, result.BytesDone));
        Assert.Equal(["in/0", "in/1", "in/2"], scene.CopiedLines.Select(line => line.Key).Order());
        Assert.All(scene.CopiedLines, line => Assert.Null(line.Fault));
    }
}
