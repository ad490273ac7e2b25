using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Planning;

public sealed class KeyListPlannerTests(S3Server server) : IClassFixture<S3Server>
{
    private readonly SortedDictionary<int, IReadOnlyList<PlannedObject>> _chunks = [];

    private IEnumerable<PlannedObject> Planned => _chunks.Values.SelectMany(chunk => chunk);

    [Fact]
    public async Task PlanAsync_AList_TakesItsKeysInItsOrderAndNoOthers()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAllAsync(scene, scene.From.Bucket, "in/a", "in/b", "in/c", "in/d/", "b");

        PlanCopyResult result = await PlanAsync(scene, ["d/", "b", "a"]);

        Assert.Equal(new PlanCopyResult(3, 3, 3, 0, 0, Next: null), result);
        Assert.Equal(["in/d/", "in/b", "in/a"], Planned.Select(planned => planned.Key));
        Assert.All(Planned, planned => Assert.Equal((1, 32, null), (planned.Size, planned.ETag.Length, planned.Unseen)));
        Assert.DoesNotContain(scene.FromProxy.Requests, request => request.Method != "HEAD");
        Assert.Empty(scene.ToProxy.Requests);
    }

    [Fact]
    public async Task PlanAsync_MoreKeysThanAreLookedUpAtOnce_KeepsTheOrder()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string[] keys = [.. Enumerable.Range(0, 1100).Select(i => $"{i * 7919 % 1100:D4}")];
        await PutAllAsync(scene, scene.From.Bucket, [.. keys.Select(key => "in/" + key)]);

        await PlanAsync(scene, keys);

        Assert.Equal(keys.Select(key => "in/" + key), Planned.Select(planned => planned.Key));
    }

    [Fact]
    public async Task PlanAsync_InRanges_CoversTheListOnce()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string[] keys = [.. Enumerable.Range(0, 25).Select(i => $"{24 - i:D2}")];
        await PutAllAsync(scene, scene.From.Bucket, [.. keys.Select(key => "in/" + key)]);
        string? after = null;
        var chunks = 0;
        List<string?> ends = [];
        do
        {
            PlanCopyResult result = await PlanAsync(scene, keys, after: after, firstChunk: chunks, maxObjects: 10);
            after = result.Next;
            chunks += result.Chunks;
            ends.Add(after);
        }
        while (after is not null);

        Assert.Equal(["10", "20", null], ends);
        Assert.Equal(keys.Select(key => "in/" + key), Planned.Select(planned => planned.Key));
        Assert.Equal(Enumerable.Range(0, chunks), _chunks.Keys);
    }

    [Fact]
    public async Task PlanAsync_KeysThatCannotBeFound_ArePlannedAsUnseenAndNotLeftOut()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAllAsync(scene, scene.From.Bucket, "in/a");
        string tooLong = new('x', 1024);

        PlanCopyResult result = await PlanAsync(scene, ["gone", "a", "A", tooLong], SyncMode.Missing);

        Assert.Equal((4, 1), (result.Objects, result.Bytes));
        Assert.Equal(
            ["in/gone True", "in/a ", "in/A True", $"in/{tooLong} True"],
            Planned.Select(planned => $"{planned.Key} {planned.Unseen}"));
    }

    [Fact]
    public async Task PlanAsync_RulesAndKeysNamedTwice_AreAppliedToTheList()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAllAsync(scene, scene.From.Bucket, "in/a.h5", "in/b.tmp");

        var rules = new Selection([new KeyRule(KeyRuleAction.Exclude, "*.tmp")], "list");
        await PlanAsync(scene, ["a.h5", "b.tmp", "a.h5", "gone.tmp"], selection: rules);

        Assert.Equal("in/a.h5", Assert.Single(Planned).Key);
    }

    [Theory]
    [InlineData(SyncMode.All, "abc", 0)]
    [InlineData(SyncMode.Missing, "a", 2)]
    [InlineData(SyncMode.SizeDiffers, "ab", 1)]
    [InlineData(SyncMode.Newer, "a", 2)]
    [InlineData(SyncMode.ChecksumDiffers, "ab", 1)]
    public async Task PlanAsync_SyncMode_AsksTheDestinationAboutEachKey(SyncMode sync, string copied, int skipped)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAllAsync(scene, scene.From.Bucket, "in/a", "in/b", "in/c");
        await PutLaterAsync(scene, "out/b", 2, "in/b");
        await PutLaterAsync(scene, "out/c", 1, "in/c");

        PlanCopyResult result = await PlanAsync(scene, ["a", "b", "c"], sync);

        Assert.Equal(copied, string.Concat(Planned.Select(planned => planned.Key[^1])));
        Assert.Equal(skipped, result.SkippedObjects);
    }

    [Fact]
    public async Task PlanAsync_NewerAndChangedWithinOneSecondOrLater_IsCopied()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAllAsync(scene, scene.To.Bucket, "out/a");
        await PutAllAsync(scene, scene.From.Bucket, "in/a");

        Assert.Equal(1, (await PlanAsync(scene, ["a"], SyncMode.Newer)).Objects);
    }

    [Fact]
    public async Task PlanAsync_ChecksumDiffersAndTagsCannotTell_AsksForAComparison()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/a", [1]);
        await scene.PutByUsAsync(scene.To.Bucket, "out/a", [2]);

        await PlanAsync(scene, ["a"], SyncMode.ChecksumDiffers);

        Assert.True(Assert.Single(Planned).Compare);
    }

    [Fact]
    public async Task PlanAsync_OddNames_AreFoundOnBothSides()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string[] names =
        [
            "a b", "a+b", "a%2Bb", "a/../b", "a//b", "/a", "empty/", "\n", "\r\n", "\u0001", "\u00e9", "\ue000", "\U0001F600",
            "&<>\"'", "x\u007f", "..", "?x=1#y",
        ];
        await PutAllAsync(scene, scene.From.Bucket, [.. names.Select(name => "in/" + name)]);
        await PutAllAsync(scene, scene.To.Bucket, [.. names.Where((_, i) => i % 2 == 0).Select(name => "out/" + name)]);

        PlanCopyResult result = await PlanAsync(scene, names, SyncMode.Missing);

        Assert.Equal((8, 9), (result.Objects, result.SkippedObjects));
        Assert.Equal(names.Where((_, i) => i % 2 == 1).Select(name => "in/" + name), Planned.Select(planned => planned.Key));
    }

    [Fact]
    public async Task PlanAsync_TheSourceIsNotThere_Fails()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Options.Tries = 1;
        using ObjectStore nowhere = scene.NewStore(new Uri($"http://127.0.0.1:{FreePort.Next()}"), server.User);

        StoreException failure = await Assert.ThrowsAsync<StoreException>(() => PlanAsync(scene, ["a"], source: nowhere));

        Assert.Equal(FaultCodes.StoreUnreachable, failure.Fault.Code);
    }

    private static Task PutAllAsync(CopyScene scene, string bucket, params string[] keys)
        => Parallel.ForEachAsync(keys, async (key, _) => await scene.PutByUsAsync(bucket, key, [1]));

    /// <summary>Puts an object until the store dates it later than the other, in the whole seconds of a HEAD.</summary>
    private static Task PutLaterAsync(CopyScene scene, string key, int size, string than) => Eventually.ThatAsync(
        async () =>
        {
            await scene.PutByUsAsync(scene.To.Bucket, key, [.. Enumerable.Repeat((byte)1, size)]);
            ObjectHead? put = await scene.Destination.HeadAsync(scene.To.Bucket, key, CancellationToken.None);
            ObjectHead? other = await scene.Source.HeadAsync(scene.From.Bucket, than, CancellationToken.None);
            return put!.LastModified > other!.LastModified;
        },
        TimeSpan.FromSeconds(30),
        "the destination's object is later");

    private static async IAsyncEnumerable<string> ReadAsync(IReadOnlyList<string> list, long position)
    {
        foreach (string key in list.Skip((int)position))
        {
            await Task.Yield();
            yield return key;
        }
    }

    private Task<PlanCopyResult> PlanAsync(
        CopyScene scene,
        IReadOnlyList<string> list,
        SyncMode sync = SyncMode.All,
        string? after = null,
        int firstChunk = 0,
        int maxObjects = 10_000,
        Selection? selection = null,
        ObjectStore? source = null)
    {
        scene.ToProxy.ClearRequests();
        scene.FromProxy.ClearRequests();
        var planner = new KeyListPlanner(Microsoft.Extensions.Options.Options.Create(scene.Options), TimeProvider.System);
        var settings = new TransferSettings(Sync: sync, Selection: selection ?? new Selection(KeyList: "list"));
        return planner.PlanAsync(
            new PlanCopyInput(scene.From, scene.To, settings, after, firstChunk, maxObjects),
            source ?? scene.Source,
            scene.Destination,
            position => ReadAsync(list, position),
            _ => throw new InvalidOperationException("Nothing was listed for it."),
            (number, objects, _) =>
            {
                _chunks.Add(number, objects);
                return Task.CompletedTask;
            },
            CancellationToken.None);
    }
}
