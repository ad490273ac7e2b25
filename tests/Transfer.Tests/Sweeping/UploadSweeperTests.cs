using Amazon.S3.Model;
using DtnBox.Contracts.Commands;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Sweeping;

namespace DtnBox.Transfer.Tests.Sweeping;

public sealed class UploadSweeperTests(S3Server server) : IClassFixture<S3Server>
{
    [Fact]
    public async Task SweepAsync_UploadOfADeadTransfer_IsAbortedAndAForeignOneAtTheSameKeySurvives()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await LeaveOpenAsync(scene);
        string foreign = (await server.Client.InitiateMultipartUploadAsync(scene.To.Bucket, "out/big")).UploadId;
        Assert.Equal(2, (await OpenAsync(scene)).Count);

        Assert.Equal(1, (await SweepAsync(scene)).Aborted);

        Assert.Equal([foreign], await OpenAsync(scene));
        Assert.Equal(0, (await SweepAsync(scene)).Aborted);
    }

    [Fact]
    public async Task SweepAsync_BeforeARestart_CostsTheSentPartsAndNothingElse()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await LeaveOpenAsync(scene);
        await SweepAsync(scene);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal(1, result.ObjectsDone);
        Assert.Equal(content, await scene.ReadCopyAsync("big"));
        Assert.Empty(await OpenAsync(scene));
    }

    [Fact]
    public async Task SweepAsync_UploadThatWasCompleted_LeavesTheObject()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await scene.AddAsync("big", 2 * CopyScene.PartSize);
        await scene.AddAsync("small", 10);
        await scene.CopyAsync();

        Assert.Equal(0, (await SweepAsync(scene)).Aborted);

        Assert.Equal(content, await scene.ReadCopyAsync("big"));
    }

    [Fact]
    public async Task SweepAsync_StoreRefuses_SaysSo()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await LeaveOpenAsync(scene);
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method == "DELETE", Fault.Answer.S3Error(403, "AccessDenied"));

        await Assert.ThrowsAsync<StoreException>(() => SweepAsync(scene));
    }

    /// <summary>Copies a part or two and dies.</summary>
    private static async Task<byte[]> LeaveOpenAsync(CopyScene scene)
    {
        scene.Options.PartsInFlight = 1;
        byte[] content = await scene.AddAsync("big", 4 * CopyScene.PartSize);
        await scene.CopyAndDieAsync(() => scene.Acknowledged.Count >= 1);
        return content;
    }

    private static Task<SweepUploadsResult> SweepAsync(CopyScene scene)
        => new UploadSweeper(Microsoft.Extensions.Options.Options.Create(scene.Options), TimeProvider.System).SweepAsync(
            new SweepUploadsInput(scene.From.Prefix, scene.To, Chunk: 0, Attempt: 1),
            scene.Destination,
            scene.Ledger,
            CancellationToken.None);

    private async Task<IReadOnlyList<string>> OpenAsync(CopyScene scene)
    {
        ListMultipartUploadsResponse open = await server.Client.ListMultipartUploadsAsync(scene.To.Bucket);
        return [.. (open.MultipartUploads ?? []).Select(upload => upload.UploadId)];
    }
}
