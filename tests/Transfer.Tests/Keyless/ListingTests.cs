using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;
using DtnBox.Transfer.Keyless;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Keyless;

/// <summary>A plan by the destination's own listing is the plan that both listings would give.</summary>
public sealed class ListingTests(S3Server server) : IClassFixture<S3Server>
{
    private readonly Dictionary<int, IReadOnlyList<ListedObject>> _pages = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task PlanAsync_ByRanges_TakesWhatTheDestinationLacks(int rangeObjects)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAsync(scene, scene.From, ["a", "b", "d", "d/e", "f", "\U0001F600", "\uffee"]);
        await PutAsync(scene, scene.To, ["0", "1", "b", "c", "d/e", "f", "f1", "f2", "z"]);

        IReadOnlyList<string> planned = await PlanAsync(scene, SyncMode.Missing, rangeObjects);

        Assert.Equal(["in/a", "in/d", "in/\uffee", "in/\U0001F600"], planned);
    }

    [Fact]
    public async Task PlanAsync_EmptyDestination_TakesAll()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAsync(scene, scene.From, ["a", "b"]);

        Assert.Equal(["in/a", "in/b"], await PlanAsync(scene, SyncMode.SizeDiffers, rangeObjects: 1));
    }

    [Fact]
    public async Task PlanAsync_ListOfKeys_LooksThemUpAtTheDestination()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAsync(scene, scene.From, ["a", "b", "c"]);
        await PutAsync(scene, scene.To, ["b", "x"]);
        var settings = new TransferSettings(Sync: SyncMode.Missing, Selection: new Selection(KeyList: "list"));
        string[] list = ["b", "a", "missing"];
        ListDestinationResult listed = await ListAsync(scene, settings, after: null, maxObjects: 100, list);
        List<string> planned = [];
        using ObjectStore destination = scene.NewStoreWithoutKeys();

        await new KeyListPlanner(Options(scene), TimeProvider.System).PlanAsync(
            Input(scene, settings, after: null, maxObjects: 100) with
            {
                Listed = new DestinationListing(1, listed.Pages, listed.UpTo),
            },
            scene.Source,
            destination,
            position => list.Skip((int)position).ToAsyncEnumerable(),
            page => _pages[page].ToAsyncEnumerable(),
            (_, objects, _) =>
            {
                planned.AddRange(objects.Select(found => found.Key));
                return Task.CompletedTask;
            },
            CancellationToken.None);

        Assert.Equal(["in/a", "in/missing"], planned);
    }

    private async Task<IReadOnlyList<string>> PlanAsync(CopyScene scene, SyncMode sync, int rangeObjects)
    {
        var settings = new TransferSettings(Sync: sync);
        List<string> planned = [];
        using ObjectStore destination = scene.NewStoreWithoutKeys();
        string? after = null;
        do
        {
            ListDestinationResult listed = await ListAsync(scene, settings, after, rangeObjects, []);
            PlanCopyResult range = await new CopyPlanner(Options(scene), TimeProvider.System).PlanAsync(
                Input(scene, settings, after, rangeObjects) with
                {
                    Listed = new DestinationListing(1, listed.Pages, listed.UpTo),
                },
                scene.Source,
                destination,
                (_, objects, _) =>
                {
                    planned.AddRange(objects.Select(found => found.Key));
                    return Task.CompletedTask;
                },
                (_, _, _) => Task.CompletedTask,
                page => _pages[page].ToAsyncEnumerable(),
                CancellationToken.None);
            Assert.NotEqual(after ?? "", range.Next);
            after = range.Next;
        }
        while (after is not null);
        return planned;
    }

    private Task<ListDestinationResult> ListAsync(
        CopyScene scene, TransferSettings settings, string? after, int maxObjects, string[] list)
        => new DestinationLister(Options(scene), TimeProvider.System).ListAsync(
            new ListDestinationInput(scene.From.Prefix, scene.To, settings, after, FirstPage: 1, maxObjects),
            scene.Destination,
            position => list.Skip((int)position).ToAsyncEnumerable(),
            (page, found, _) =>
            {
                _pages[page] = found;
                return Task.CompletedTask;
            },
            CancellationToken.None);

    private static Microsoft.Extensions.Options.IOptions<TransferOptions> Options(CopyScene scene)
        => Microsoft.Extensions.Options.Options.Create(scene.Options);

    private static PlanCopyInput Input(CopyScene scene, TransferSettings settings, string? after, int maxObjects)
        => new(scene.From, scene.To, settings, after, FirstChunk: 1, maxObjects);

    private static async Task PutAsync(CopyScene scene, Location location, string[] keys)
    {
        foreach (string key in keys)
        {
            await scene.PutAsync(location.Bucket, location.Prefix + key, new byte[3]);
        }
    }
}
