using System.Globalization;
using System.Net;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.TaskHub;

/// <summary>Payloads too large for a row: their blobs go with the rows that named them, whatever dies in between.</summary>
public sealed class SpilledPayloadTests : CrashPoint
{
    private static readonly string Megabyte = new('x', 1_000_000);

    [Fact]
    public async Task Generations_OfAMegabyteEach_LeaveABoundedNumberOfBlobs()
    {
        const int generations = 50;
        await Client.StartAsync("Renew", new object[] { generations, Megabyte }, "x");
        for (int left = generations; left >= 0; left--)
        {
            await RenewsAsync("x", left);
            await Client.RaiseAsync("x", "next", 0);
        }

        Assert.Equal($"\"{Megabyte}\"", await Client.ResultAsync("x"));
        // The input and the output, and the history rows that hold them.
        await HasBlobsAsync("x", atMost: 4);
    }

    [Fact]
    public async Task ActivityAndEvents_WithLargePayloads_LeaveOnlyHistoryInputAndOutput()
    {
        await Client.StartAsync("Echo", Megabyte, "echo");
        await Client.StartAsync("Collect", 2, "collect");
        await Client.RaiseAsync("collect", "item", Megabyte);
        await Client.RaiseAsync("collect", "item", Megabyte);
        await Client.ResultAsync("echo");
        await Client.ResultAsync("collect");
        await HasBlobsAsync("echo", atMost: 5);
        await HasBlobsAsync("collect", atMost: 4);
    }

    [Fact]
    public async Task Start_WithTheSameIdAgain_DropsThePayloadsOfTheFirstLife()
    {
        await Client.StartAsync("Echo", Megabyte, "x");
        await Client.ResultAsync("x");
        await Client.StartAsync("Echo", "small", "x");
        Assert.Equal("\"small\"", await Client.ResultAsync("x"));
        await HasBlobsAsync("x", atMost: 0);
    }

    [Fact]
    public async Task Host_DiesBetweenBlobAndRow_TheOrphanGoesWhenTheNextOwnerTakesTheInstanceUp()
    {
        await Client.StartAsync("Renew", new object[] { 3, Megabyte }, "x");
        await RenewsAsync("x", 3);
        await HasBlobsAsync("x", atMost: 2);
        // The event is in no row yet, and its blob is stored.
        await KillAndRestartAsync(StagedStorage.Puts("x", "m!"), isStored: false, () =>
        {
            _ = Client.TryRaiseAsync("x", "other", Megabyte).ContinueWith(answer => _ = answer.Exception, TaskScheduler.Default);
            return Task.CompletedTask;
        });
        await HasBlobsAsync("x", atMost: 2);
        await RenewsAsync("x", 3);
    }

    [Fact]
    public async Task Host_DiesBetweenRowAndBlob_NothingIsLeftAfterThePurge()
    {
        await Client.StartAsync("Renew", new object[] { 1, Megabyte }, "x");
        await RenewsAsync("x", 1);
        await KillAndRestartAsync(
            request => request.Method == "DELETE" && request.RawPath.Contains("payloads", StringComparison.Ordinal),
            isStored: false,
            () => Client.RaiseAsync("x", "next", 0));
        await RenewsAsync("x", 0);
        await Client.RaiseAsync("x", "next", 0);
        Assert.Equal($"\"{Megabyte}\"", await Client.ResultAsync("x"));
        using HttpResponseMessage purged = await Client.PurgeAsync("x");
        Assert.Equal(HttpStatusCode.OK, purged.StatusCode);
        Assert.Empty(await Storage.BlobsAsync("x"));
        Assert.Empty(await Storage.RowsAsync("x"));
    }

    [Theory]
    [InlineData("begun")]
    [InlineData("rows gone")]
    [InlineData("a blob gone")]
    [InlineData("all but the instance row gone")]
    public async Task Host_DiesDuringAPurge_ReadersSeeTheInstanceGoneAndThePurgeGoesOn(string when)
    {
        await Client.StartAsync("Echo", Megabyte, "x");
        await Client.ResultAsync("x");
        await KillAndRestartAsync(At(when), isStored: when != "all but the instance row gone", () =>
        {
            _ = Client.PurgeAsync("x").ContinueWith(answer => _ = answer.Exception, TaskScheduler.Default);
            return Task.CompletedTask;
        });
        Assert.Null(await Client.FindAsync("x"));
        await Eventually.ThatAsync(
            async () => (await Storage.RowsAsync("x")).Count == 0, TimeSpan.FromMinutes(1), "rows are gone");
        Assert.Empty(await Storage.BlobsAsync("x"));
        await Client.StartAsync("Echo", "anew", "x");
        Assert.Equal("\"anew\"", await Client.ResultAsync("x"));
    }

    private static Predicate<ProxiedRequest> At(string when) => when switch
    {
        // The mark travels in the instance row of a transaction.
        "begun" => request => request.Body.Contains("\"IsPurging\":true", StringComparison.Ordinal),
        "rows gone" => StagedStorage.Deletes("x", "h!"),
        "a blob gone" => request =>
            request.Method == "DELETE" && request.RawPath.Contains("payloads", StringComparison.Ordinal),
        _ => request => request.Method == "DELETE" && Uri.UnescapeDataString(request.RawPath).Contains("(PartitionKey='ix'", StringComparison.Ordinal),
    };

    private Task RenewsAsync(string id, int left)
        => Eventually.ThatAsync(
            async () => (await Client.FindAsync(id, "?showInput=false"))?.GetProperty("customStatus").ToString()
                == left.ToString(CultureInfo.InvariantCulture),
            TimeSpan.FromMinutes(1), $"{left} generations are left");

    private Task HasBlobsAsync(string id, int atMost)
        => Eventually.ThatAsync(
            async () => (await Storage.BlobsAsync(id)).Count <= atMost, TimeSpan.FromMinutes(1), $"{id} has at most {atMost} blobs");
}
