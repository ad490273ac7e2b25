using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;

namespace DtnBox.Transfer.Tests.Copying;

/// <summary>Keys that a list names and that the source did not show when it was planned.</summary>
public sealed class UnseenTests(S3Server server) : IClassFixture<S3Server>
{
    [Theory]
    [InlineData(TransferKind.Copy)]
    [InlineData(TransferKind.Verify)]
    public async Task CopyAsync_TheSourceHasNoSuchObject_FailsAloneAndSaysSo(TransferKind kind)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Settings = new TransferSettings(kind);
        await scene.AddAsync("there", 10);
        await PlanUnseenAsync(scene, "gone", new string('x', 1022));

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, 2), (result.ObjectsDone, result.ObjectsFailed));
        Assert.Equal(2, Assert.Single(result.Faults, fault => fault.Key == FaultCodes.SourceMissing).Value.Count);
        Assert.Contains("'in/gone'", scene.CopiedLines.Single(line => line.Key == "in/gone").Fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(CopyScene.PartSize + 10)]
    public async Task CopyAsync_ItWasPutThereMeanwhile_CopiesItWhole(int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await PlanUnseenAsync(scene, "late");
        Assert.Equal(1, (await scene.CopyAsync()).ObjectsFailed);

        byte[] content = [.. Enumerable.Range(0, size).Select(i => (byte)i)];
        await scene.PutAsync(scene.From.Bucket, "in/late", content);
        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, size, 0), (result.ObjectsDone, result.BytesDone, result.ObjectsFailed));
        Assert.Equal(content, await scene.ReadCopyAsync("late"));
        Assert.Equal(1, (await scene.VerifyAsync()).ObjectsDone);
    }

    private static Task PlanUnseenAsync(CopyScene scene, params string[] names) => scene.Ledger.AppendAsync(
        LedgerStreams.Plan,
        [.. names.Select(name => new PlannedObject(scene.From.Prefix + name, 0, "", Unseen: true))],
        CancellationToken.None);
}
