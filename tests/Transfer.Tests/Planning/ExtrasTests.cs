using DtnBox.Contracts.Transfers;
using DtnBox.Testing;

namespace DtnBox.Transfer.Tests.Planning;

public sealed class ExtrasTests(S3Server server) : IClassFixture<S3Server>
{
    private static readonly TransferSettings Mirror = new(DeleteExtras: new DeleteExtras(100));

    [Theory]
    [InlineData(SyncMode.All)]
    [InlineData(SyncMode.SizeDiffers)]
    public async Task PlanAsync_InRanges_FindsEveryExtraOnce(SyncMode sync)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAsync(scene, source: ["b", "d", "f", "h"], destination: ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]);
        await scene.PutByUsAsync(scene.To.Bucket, "elsewhere", [1]);
        TransferSettings settings = Mirror with { Sync = sync };

        List<string> extras = [];
        string? after = null;
        do
        {
            Planned planned = await Planned.FromAsync(scene, settings, after, maxObjects: 2);
            extras.AddRange(planned.Extras.Values.SelectMany(page => page).Select(extra => extra.Key));
            Assert.Equal(planned.Extras.Sum(page => page.Value.Count), planned.Result.Extras);
            Assert.Equal(planned.Extras.Count, planned.Result.ExtrasPages);
            after = planned.Result.Next;
        }
        while (after is not null);

        Assert.Equal(["out/a", "out/c", "out/e", "out/g", "out/i", "out/j"], extras);
    }

    [Fact]
    public async Task PlanAsync_WithRules_LeavesOutWhatTheyLeaveOut()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAsync(scene, source: ["a.h5", "b.txt"], destination: ["b.txt", "c.txt", "d.h5", "x/e.h5"]);

        Planned planned = await Planned.FromAsync(
            scene, Mirror with { Selection = new Selection([new KeyRule(KeyRuleAction.Include, "*.h5")]) });

        Assert.Equal(["out/d.h5", "out/x/e.h5"], planned.Extras[1].Select(extra => extra.Key));
        Assert.All(planned.Extras[1], extra => Assert.NotNull(extra.LastModified));
    }

    [Fact]
    public async Task PlanAsync_VerifyOnlyOrNotAsked_LooksForNone()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAsync(scene, source: ["a"], destination: ["b"]);

        Assert.Equal(0, (await Planned.FromAsync(scene, Mirror with { Kind = TransferKind.Verify })).Result.Extras);
        Assert.Equal(0, (await Planned.FromAsync(scene, new TransferSettings())).Result.Extras);
        Assert.Equal(1, (await Planned.FromAsync(scene, Mirror with { Kind = TransferKind.DryRun })).Result.Extras);
    }

    [Fact]
    public async Task PlanAsync_ManyExtras_StoresThemInPages()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PutAsync(scene, source: ["0500"], destination: [.. Enumerable.Range(0, 1102).Select(i => $"{i:D4}")]);

        Planned planned = await Planned.FromAsync(scene, Mirror);

        Assert.Equal([(1, 1000), (2, 101)], planned.Extras.Select(page => (page.Key, page.Value.Count)));
        Assert.DoesNotContain("out/0500", planned.Extras.Values.SelectMany(page => page).Select(extra => extra.Key));
    }

    private static async Task PutAsync(CopyScene scene, string[] source, string[] destination)
    {
        await Parallel.ForEachAsync(
            source, async (key, _) => await scene.PutByUsAsync(scene.From.Bucket, "in/" + key, [1]));
        await Parallel.ForEachAsync(
            destination, async (key, _) => await scene.PutByUsAsync(scene.To.Bucket, "out/" + key, [1]));
    }
}
