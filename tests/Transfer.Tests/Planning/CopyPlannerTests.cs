using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Contracts.Ledger;
using DtnBox.Testing;
using DtnBox.Transfer.Planning;

namespace DtnBox.Transfer.Tests.Planning;

public sealed class CopyPlannerTests(S3Server server) : IClassFixture<S3Server>
{
    private readonly SortedDictionary<int, IReadOnlyList<PlannedObject>> _chunks = [];

    [Fact]
    public async Task PlanAsync_ShortListing_GivesEachObjectItsChunk()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAllAsync(scene, Enumerable.Range(0, ChunkCutter.ShortListing).Select(i => $"in/{i:D4}"));
        await scene.PutByUsAsync(scene.From.Bucket, "elsewhere", [1]);

        PlanCopyResult result = await PlanAsync(scene, SyncMode.All);

        Assert.Equal(new PlanCopyResult(32, 32, 32, 0, 0, Next: null), result);
        Assert.All(_chunks, chunk => Assert.Single(chunk.Value));
        Assert.Empty(scene.ToProxy.Requests);
    }

    [Fact]
    public async Task PlanAsync_LongListing_GathersSmallObjectsAndLeavesLargeOnesAlone()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Options.ChunkMaxObjects = 20;
        scene.Options.ChunkMaxBytes = 1024 * 1024;
        await PutAllAsync(scene, Enumerable.Range(0, 50).Select(i => $"in/{i:D4}"));
        await scene.PutByUsAsync(scene.From.Bucket, "in/0010x", new byte[CopyScene.PartSize]);
        await scene.PutByUsAsync(scene.From.Bucket, "in/0030x", new byte[1024 * 1024]);

        PlanCopyResult result = await PlanAsync(scene, SyncMode.All);

        Assert.Equal((5, 52, null), (result.Chunks, result.Objects, result.Next));
        Assert.Equal([1, 20, 11, 1, 19], _chunks.Values.Select(chunk => chunk.Count));
        Assert.Equal(52, _chunks.Values.SelectMany(chunk => chunk).DistinctBy(planned => planned.Key).Count());
        PlannedObject first = _chunks[0][0];
        Assert.Equal(("in/0010x", CopyScene.PartSize, 32), (first.Key, first.Size, first.ETag.Length));
    }

    [Fact]
    public async Task PlanAsync_InRanges_CoversTheListingOnce()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string[] keys = [.. Enumerable.Range(0, 25).Select(i => $"in/{i:D4}")];
        await PutAllAsync(scene, keys);
        await scene.PutByUsAsync(scene.To.Bucket, "out/0011", [1]);

        string? after = null;
        var chunks = 0;
        List<string?> ends = [];
        do
        {
            PlanCopyResult result = await PlanAsync(scene, SyncMode.Missing, after, chunks, maxObjects: 10);
            after = result.Next;
            chunks += result.Chunks;
            ends.Add(after);
        }
        while (after is not null);

        Assert.Equal(["in/0009", "in/0019", null], ends);
        Assert.Equal(keys.Where(key => key != "in/0011"), _chunks.Values.SelectMany(chunk => chunk.Select(o => o.Key)));
        Assert.Equal(Enumerable.Range(0, chunks), _chunks.Keys);
    }

    [Theory]
    [InlineData(SyncMode.All, 4, 0)]
    [InlineData(SyncMode.Missing, 1, 3)]
    [InlineData(SyncMode.SizeDiffers, 2, 2)]
    public async Task PlanAsync_SyncMode_SkipsWhatTheDestinationHas(SyncMode sync, int planned, int skipped)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAllAsync(scene, ["in/a", "in/b", "in/c", "in/d"]);
        foreach ((string key, int size) in new[] { ("out/!", 1), ("out/a", 1), ("out/b", 2), ("out/bb", 1), ("out/d", 1) })
        {
            await scene.PutByUsAsync(scene.To.Bucket, key, new byte[size]);
        }

        PlanCopyResult result = await PlanAsync(scene, sync);

        Assert.Equal((planned, skipped, skipped), (result.Objects, result.SkippedObjects, result.SkippedBytes));
    }

    [Fact]
    public async Task PlanAsync_OddNamesOnBothSides_AreMatched()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string[] names =
        [
            "a b", "a+b", "a%2Bb", "a/../b", "a//b", "/a", "empty/", "\n", "\u0001", "\u00e9", "\ue000", "\uffe6", "\U0001F600",
            "&<>\"'", "x\u007f", "..",
        ];
        await PutAllAsync(scene, names.Select(name => "in/" + name));
        foreach (string name in names.Where((_, i) => i % 2 == 0))
        {
            await scene.PutByUsAsync(scene.To.Bucket, "out/" + name, [1]);
        }

        PlanCopyResult result = await PlanAsync(scene, SyncMode.Missing);

        Assert.Equal((8, 8), (result.Objects, result.SkippedObjects));
        Assert.Equal(
            names.Where((_, i) => i % 2 == 1).Select(name => "in/" + name).Order(StringComparer.Ordinal),
            _chunks.Values.Select(chunk => chunk[0].Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PlanAsync_MoreThanAPageOnBothSides_FindsAll()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string[] names = [.. Enumerable.Range(0, 1100).Select(i => $"{i:D4}")];
        await PutAllAsync(scene, names.Select(name => "in/" + name));
        await PutAllAsync(scene, names.Select(name => "out/" + name), scene.To.Bucket);

        PlanCopyResult result = await PlanAsync(scene, SyncMode.SizeDiffers);

        Assert.Equal(new PlanCopyResult(0, 0, 0, 1100, 1100, Next: null), result);
        Assert.Equal(2, scene.FromProxy.Requests.Count(request => request.Method == "GET"));
    }

    [Fact]
    public async Task PlanAsync_NothingThere_PlansNothing()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);

        Assert.Equal(new PlanCopyResult(0, 0, 0, 0, 0, Next: null), await PlanAsync(scene, SyncMode.All));
    }

    private static Task PutAllAsync(CopyScene scene, IEnumerable<string> keys, string? bucket = null)
        => Parallel.ForEachAsync(keys, async (key, _) => await scene.PutByUsAsync(bucket ?? scene.From.Bucket, key, [1]));

    private Task<PlanCopyResult> PlanAsync(
        CopyScene scene, SyncMode sync, string? after = null, int firstChunk = 0, int maxObjects = 10_000)
    {
        scene.ToProxy.ClearRequests();
        scene.FromProxy.ClearRequests();
        var planner = new CopyPlanner(Microsoft.Extensions.Options.Options.Create(scene.Options), TimeProvider.System);
        var input = new PlanCopyInput(scene.From, scene.To, new TransferSettings(Sync: sync), after, firstChunk, maxObjects);
        return planner.PlanAsync(
            input,
            scene.Source,
            scene.Destination,
            (number, objects, _) =>
            {
                _chunks.Add(number, objects);
                return Task.CompletedTask;
            },
            CancellationToken.None);
    }
}
