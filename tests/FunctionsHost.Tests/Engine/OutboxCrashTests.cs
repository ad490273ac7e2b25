using System.Net;
using Azure.Data.Tables;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Engine;

/// <summary>The host is killed between the steps by which one instance's message reaches another.</summary>
public sealed class OutboxCrashTests : CrashPoint
{
    // The child that Parent starts.
    private const string Child = "p:child";

    public enum Moment
    {
        SenderStoredIt,
        TargetStoredIt,
        SenderDeletedIt,
        TargetForgotTheReceipt,
    }

    [Theory]
    [InlineData(Moment.SenderStoredIt)]
    [InlineData(Moment.TargetStoredIt)]
    [InlineData(Moment.SenderDeletedIt)]
    [InlineData(Moment.TargetForgotTheReceipt)]
    public async Task Host_DiesOnTheWayOfAStart_TheChildIsStartedOnce(Moment moment)
    {
        await KillAndRestartAsync(After(moment, "p", Child), isStored: true, () => Client.StartAsync("Parent", "Echo", "p"));
        Assert.Contains("from the parent", await Client.ResultAsync("p"));
        await SettledAsync("p", Child);
    }

    [Theory]
    [InlineData(Moment.SenderStoredIt)]
    [InlineData(Moment.TargetStoredIt)]
    [InlineData(Moment.SenderDeletedIt)]
    [InlineData(Moment.TargetForgotTheReceipt)]
    public async Task Host_DiesOnTheWayOfACompletion_TheParentHearsItOnce(Moment moment)
    {
        await KillAndRestartAsync(After(moment, Child, "p"), isStored: true, () => Client.StartAsync("Parent", "Echo", "p"));
        Assert.Contains("from the parent", await Client.ResultAsync("p"));
        await SettledAsync("p", Child);
    }

    [Theory]
    [InlineData(Moment.SenderStoredIt)]
    [InlineData(Moment.TargetStoredIt)]
    [InlineData(Moment.SenderDeletedIt)]
    [InlineData(Moment.TargetForgotTheReceipt)]
    public async Task Host_DiesOnTheWayOfAnEvent_ItArrivesOnceInOrder(Moment moment)
    {
        await Client.StartAsync("Collect", 3, "t");
        await Client.BecomesAsync("t", "Running");
        await KillAndRestartAsync(After(moment, "s", "t"), isStored: true, () => Client.StartAsync("Ping", "t", "s"));
        await Client.EndsAsync("s");
        await WithoutAsync("s", 'o');
        await Client.RaiseAsync("t", "item", "last");
        Assert.Equal("""["one","two","last"]""", await Client.ResultAsync("t"));
        await SettledAsync("s", "t");
    }

    [Fact]
    public async Task Purge_OfAChildWhoseParentDoesNotKnowYet_WaitsSoThatItIsNotStartedAgain()
    {
        // The parent cannot note that its child's start has arrived; the child runs, ends, and is to be purged.
        using FaultRule blocked = Storage.Inject(
            StagedStorage.Deletes("p", "o!"), new Fault.HoldUntil(new TaskCompletionSource().Task));
        await Client.StartAsync("Parent", "Echo", "p");
        await Client.EndsAsync(Child);
        using (HttpResponseMessage refused = await Client.PurgeAsync(Child))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }

        Host.Kill();
        await Host.DisposeAsync();
        Storage.Heal();
        await Storage.EndLeaseAsync();
        await StartHostAsync();

        Assert.Contains("from the parent", await Client.ResultAsync("p"));
        using HttpResponseMessage purged = await Client.PurgeAsync(Child);
        Assert.Equal(HttpStatusCode.OK, purged.StatusCode);
        await WithoutAsync("p", 'o');
        Assert.Empty(await Storage.RowsAsync(Child));
    }

    private static Predicate<ProxiedRequest> After(Moment moment, string sender, string target) => moment switch
    {
        Moment.SenderStoredIt => StagedStorage.Puts(sender, "o!"),
        Moment.TargetStoredIt => StagedStorage.Puts(target, "r!"),
        Moment.SenderDeletedIt => StagedStorage.Deletes(sender, "o!"),
        _ => StagedStorage.Deletes(target, "r!"),
    };

    /// <summary>Sees that none was started a second time, and that nothing is under way which would keep them.</summary>
    private async Task SettledAsync(params string[] ids)
    {
        foreach (string id in ids)
        {
            await WithoutAsync(id, 'o');
            TableEntity instance = Assert.Single(await Storage.RowsAsync(id), row => row.RowKey == "0");
            Assert.Equal(1, instance.GetInt64("Generation"));
        }

        // Receipts of an instance at rest are looked at when it is loaded next, as for this.
        foreach (string id in ids)
        {
            using HttpResponseMessage purged = await Client.PurgeAsync(id);
            Assert.Equal(HttpStatusCode.OK, purged.StatusCode);
            Assert.Empty(await Storage.RowsAsync(id));
        }
    }

    private Task WithoutAsync(string id, char kind)
        => Eventually.ThatAsync(
            async () => !(await Storage.RowsAsync(id)).Any(row => row.RowKey[0] == kind),
            TimeSpan.FromMinutes(1), $"{id} has no rows of kind {kind}");
}
