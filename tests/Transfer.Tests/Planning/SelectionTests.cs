using DtnBox.Contracts.Transfers;
using DtnBox.Testing;

namespace DtnBox.Transfer.Tests.Planning;

public sealed class SelectionTests(S3Server server) : IClassFixture<S3Server>
{
    [Fact]
    public async Task PlanAsync_WithRules_TriesThemOnTheKeyWithoutThePrefix()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        foreach (string key in (string[])["in/a.h5", "in/in/b.h5", "in/tmp/c.h5", "in/d.txt"])
        {
            await scene.PutByUsAsync(scene.From.Bucket, key, [1]);
        }

        await scene.PutByUsAsync(scene.To.Bucket, "out/a.h5", [1]);
        var settings = new TransferSettings(Selection: new Selection(
        [
            new KeyRule(KeyRuleAction.Exclude, "tmp/**"), new KeyRule(KeyRuleAction.Include, "*.h5"),
            new KeyRule(KeyRuleAction.Exclude, "**"),
        ]));

        Planned planned = await Planned.FromAsync(scene, settings);

        Assert.Equal(["in/in/b.h5"], planned.Keys);
        Assert.Equal((1, 1, null), (planned.Result.Objects, planned.Result.SkippedObjects, planned.Result.Next));
    }

    [Fact]
    public async Task PlanAsync_RangeWhoseKeysAreAllLeftOut_SaysWhereToGoOn()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        foreach (string key in (string[])["in/a", "in/b", "in/c"])
        {
            await scene.PutByUsAsync(scene.From.Bucket, key, [1]);
        }

        var settings = new TransferSettings(Selection: new Selection([new KeyRule(KeyRuleAction.Include, "c")]));

        Planned first = await Planned.FromAsync(scene, settings, maxObjects: 2);
        Planned second = await Planned.FromAsync(scene, settings, first.Result.Next, maxObjects: 2);

        Assert.Equal((0, "in/b"), (first.Keys.Count, first.Result.Next));
        Assert.Equal(["in/c"], second.Keys);
        Assert.Null(second.Result.Next);
    }
}
