using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;

namespace DtnBox.Transfer.Tests.Tuning;

/// <summary>What a transfer pins or limits is seen at the destination: so many requests come, and no more.</summary>
public sealed class PinnedCopyTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Part = CopyScene.PartSize;

    [Theory]
    [InlineData(20, null, 20)]
    [InlineData(2, null, 2)]
    [InlineData(null, 3, 3)]
    [InlineData(null, 100, 16)]
    public async Task CopyAsync_ObjectsInFlight_AreAsTheTransferSays(int? pin, int? max, int inFlight)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Settings = new TransferSettings(Tuning: new TuningLimits(ObjectsInFlight: new TuningLimit(pin, max)));
        for (int i = 0; i < 24; i++)
        {
            await scene.AddAsync($"{i}", 100);
        }

        Assert.Equal(24, await CopyWithHeldPutsAsync(scene, inFlight));
    }

    [Theory]
    [InlineData(10, null, 10)]
    [InlineData(null, 2, 2)]
    [InlineData(null, null, 8)]
    public async Task CopyAsync_PartsInFlight_AreAsTheTransferSays(int? pin, int? max, int inFlight)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        TuningLimit? limit = pin is null && max is null ? null : new TuningLimit(pin, max);
        scene.Settings = new TransferSettings(Tuning: new TuningLimits(PartsInFlight: limit));
        await scene.AddAsync("big", 12 * Part);

        Assert.Equal(1, await CopyWithHeldPutsAsync(scene, inFlight));
    }

    [Theory]
    [InlineData(10, null, 10)]
    [InlineData(null, 10, 5)]
    [InlineData(null, null, 5)]
    public async Task CopyAsync_PartSize_IsAsTheTransferSays(int? pin, int? max, int mebibytes)
    {
        const long mebibyte = 1024 * 1024;
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Settings = new TransferSettings(
            Tuning: new TuningLimits(PartSizeBytes: new TuningLimit(pin * mebibyte, max * mebibyte)));
        await scene.AddAsync("big", 4 * Part);

        ChunkResult result = await scene.CopyAsync();

        CopiedObject line = Assert.Single(scene.CopiedLines);
        Assert.Equal((1, mebibytes * mebibyte), (result.ObjectsDone, line.PartSizeBytes));
    }

    /// <summary>Holds every PUT until as many have come as should, and copies; the tuner's clock stands still.</summary>
    private static async Task<long> CopyWithHeldPutsAsync(CopyScene scene, int inFlight)
    {
        scene.Time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var release = new TaskCompletionSource();
        using FaultRule hold = scene.ToProxy.Inject(request => request.Method == "PUT", new Fault.HoldUntil(release.Task));
        Task<ChunkResult> copy = scene.CopyAsync();
        await Eventually.ThatAsync(() => hold.Hits == inFlight, TimeSpan.FromSeconds(30), $"{inFlight} requests have come");

        // One more would have come by the time that the source was read for it.
        int read = scene.FromProxy.Requests.Count(
            request => request.Method == "GET" && !request.RawQuery.Contains("tagging", StringComparison.Ordinal));
        Assert.Equal(inFlight, read);
        release.SetResult();
        return (await copy).ObjectsDone;
    }
}
