using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Testing;

namespace DtnBox.Transfer.Tests.Copying;

/// <summary>Kills at every awkward moment: nothing that the destination acknowledged is sent again.</summary>
public sealed class ResumeTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Part = CopyScene.PartSize;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CopyAsync_KilledBetweenParts_SendsOnlyTheMissingParts(bool linesLost)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await scene.AddAsync("big", 6 * Part);
        var never = new TaskCompletionSource();
        using (scene.ToProxy.Inject(
            request => request.RawQuery.Contains("partNumber=5", StringComparison.Ordinal), new Fault.HoldUntil(never.Task)))
        {
            TimeSpan interval = linesLost ? TimeSpan.FromSeconds(30) : TimeSpan.FromMilliseconds(10);
            await scene.CopyAndDieAsync(
                () => scene.Acknowledged.Count == 5 && (linesLost || scene.UploadLines.Count == 6), interval);
        }

        IReadOnlyList<string> first = scene.Acknowledged;
        Assert.Equal(linesLost ? 1 : 6, scene.UploadLines.Count);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal(1, result.ObjectsDone);
        Assert.Empty(first.Intersect(scene.Puts.Select(put => put.RawTarget)));
        Assert.Contains("partNumber=5", Assert.Single(scene.Puts).RawTarget, StringComparison.Ordinal);
        Assert.Equal(content.Length, scene.Progress.BytesDone);
        Assert.Equal(content, await scene.ReadCopyAsync("big"));
        Assert.Equal(linesLost ? 6 : 1, scene.FromProxy.Requests.Count(request => request is { Method: "GET", RawQuery: "" }));
        Assert.Equal((1, 0), await VerifyAsync(scene));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CopyAsync_KilledAfterComplete_SendsNothing(bool linesLost)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await scene.AddAsync("big", (2 * Part) + 7);
        await scene.CopyAsync();
        scene.Ledger.Forget<CopiedObject>(LedgerStreams.Copied, _ => true);
        scene.Ledger.Forget<UploadLine>(LedgerStreams.Uploads, line => linesLost && line.Part is not null);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, content.Length), (result.ObjectsDone, result.BytesDone));
        Assert.Empty(scene.Puts);
        Assert.DoesNotContain(scene.ToProxy.Requests, request => request.Method == "POST");
        Assert.Equal(content.Length, scene.Progress.BytesDone);
        Assert.Equal((1, 0), await VerifyAsync(scene));
    }

    [Fact]
    public async Task CopyAsync_AnswerToCompleteLost_IsCopied()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await scene.AddAsync("big", Part + 1);
        using FaultRule lost = scene.ToProxy.Inject(
            request => request.Method == "POST" && request.RawQuery.StartsWith("uploadId", StringComparison.Ordinal),
            new Fault.LoseAnswer(),
            times: 1);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, 1), (lost.Hits, result.ObjectsDone));
        Assert.Equal(2, scene.Puts.Count);
        Assert.Equal(content, await scene.ReadCopyAsync("big"));
    }

    [Fact]
    public async Task CopyAsync_UploadWasAborted_BeginsAgain()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await scene.AddAsync("big", 2 * Part);
        await DieBeforePartTwoAsync(scene);
        UploadLine opened = Assert.Single(scene.UploadLines);
        await scene.Destination.AbortUploadAsync(scene.To.Bucket, "out/big", opened.UploadId, default);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, content.Length), (result.ObjectsDone, scene.Progress.BytesDone));
        Assert.Equal(2, scene.Puts.Count);
        Assert.Equal(content, await scene.ReadCopyAsync("big"));
    }

    [Fact]
    public async Task CopyAsync_StoreWithoutListParts_SendsTheObjectWholeAgain()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Capabilities = scene.Capabilities with { ListParts = false };
        byte[] content = await scene.AddAsync("big", 2 * Part);
        await DieBeforePartTwoAsync(scene);

        await scene.CopyAsync();

        Assert.Equal(2, scene.Puts.Count);
        Assert.Equal(content, await scene.ReadCopyAsync("big"));
        Assert.Equal((1, 0), await VerifyAsync(scene));
    }

    [Fact]
    public async Task CopyAsync_SmallObjectsKilledBeforeTheirLines_AreNotSentAgain()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        for (int i = 0; i < 20; i++)
        {
            await scene.AddAsync($"small-{i}", 1000 + i);
        }

        var never = new TaskCompletionSource();
        using (scene.ToProxy.Inject(
            request => request.RawPath.EndsWith("/small-7", StringComparison.Ordinal), new Fault.HoldUntil(never.Task)))
        {
            await scene.CopyAndDieAsync(() => scene.Acknowledged.Count == 19);
        }

        IReadOnlyList<string> first = scene.Acknowledged;
        Assert.Empty(scene.CopiedLines);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal(20, result.ObjectsDone);
        Assert.Empty(first.Intersect(scene.Puts.Select(put => put.RawTarget)));
        Assert.Single(scene.Puts);
        Assert.Equal((20, 0), await VerifyAsync(scene));
    }

    [Fact]
    public async Task CopyAsync_DestinationHadTheObjectBefore_IsOverwritten()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutAsync(scene.To.Bucket, "out/one", new byte[1000]);
        byte[] content = await scene.AddAsync("one", 1000);

        await scene.CopyAsync();

        Assert.Equal(content, await scene.ReadCopyAsync("one"));
    }

    [Fact]
    public async Task CopyAsync_EverythingRecorded_AsksTheStoresNothing()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", 1000);
        await scene.AddAsync("big", Part);
        await scene.CopyAsync();

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((2, Part + 1000), (result.ObjectsDone, scene.Progress.BytesDone));
        Assert.Empty(scene.ToProxy.Requests);
        Assert.Empty(scene.FromProxy.Requests);
    }

    [Fact]
    public async Task CopyAsync_EveryLineTwice_CountsEachObjectOnce()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", 1000);
        await scene.AddAsync("big", Part);
        await scene.CopyAsync();
        await scene.Ledger.AppendAsync(LedgerStreams.Copied, scene.CopiedLines, default);
        await scene.Ledger.AppendAsync(LedgerStreams.Uploads, scene.UploadLines, default);

        Assert.Equal(2, (await scene.CopyAsync()).ObjectsDone);
        Assert.Equal((2, 0), await VerifyAsync(scene));
    }

    private static async Task DieBeforePartTwoAsync(CopyScene scene)
    {
        var never = new TaskCompletionSource();
        using FaultRule hold = scene.ToProxy.Inject(
            request => request.RawQuery.Contains("partNumber=2", StringComparison.Ordinal), new Fault.HoldUntil(never.Task));
        await scene.CopyAndDieAsync(() => scene.Acknowledged.Count == 1);
    }

    private static async Task<(long Done, long Failed)> VerifyAsync(CopyScene scene)
    {
        ChunkResult result = await scene.VerifyAsync();
        return (result.ObjectsDone, result.ObjectsFailed);
    }
}
