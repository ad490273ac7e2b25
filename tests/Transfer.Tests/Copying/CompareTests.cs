using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;
using DtnBox.Transfer.Tests.Planning;

namespace DtnBox.Transfer.Tests.Copying;

/// <summary>Sync mode ChecksumDiffers where the tags of the stores do not tell: the bytes are compared, then perhaps sent.</summary>
public sealed class CompareTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Part = CopyScene.PartSize;

    private static readonly TransferSettings ByChecksum = new(Sync: SyncMode.ChecksumDiffers);

    [Fact]
    public async Task PlanAsync_ChecksumDiffers_PlansOnlyWhatMayDiffer()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        foreach ((string key, byte[] here, byte[] there) in new (string, byte[], byte[])[]
        {
            ("empty", [], []), ("longer", [1], [1, 2]), ("other", [1], [2]), ("same", [1], [1]),
        })
        {
            await scene.PutByUsAsync(scene.From.Bucket, "in/" + key, here);
            await scene.PutByUsAsync(scene.To.Bucket, "out/" + key, there);
        }

        await scene.PutByUsAsync(scene.From.Bucket, "in/missing", [1]);

        Planned planned = await Planned.FromAsync(scene, ByChecksum);

        Assert.Equal(
            [("in/longer", null), ("in/missing", null), ("in/other", true)],
            planned.Objects.Select(found => (found.Key, found.Compare)));
        Assert.Equal(2, planned.Result.SkippedObjects);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData((2 * Part) + 3)]
    public async Task CopyAsync_SameBytesUnderAnotherTag_AreProvenAndNotSent(int size)
    {
        await using CopyScene scene = await SceneAsync(size, differs: false);

        ChunkResult copied = await scene.CopyAsync();
        Assert.Equal((1, size, 0), (copied.ObjectsDone, copied.BytesDone, copied.ObjectsFailed));
        Assert.Equal(size, scene.Progress.BytesDone);
        Assert.Empty(scene.Puts);
        Assert.Equal(size > Part ? 3 : null, scene.CopiedLines.Single().PartSha256?.Count);

        ChunkResult verified = await scene.VerifyAsync();
        Assert.Equal((1, 0), (verified.ObjectsDone, verified.ObjectsFailed));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData((2 * Part) + 3)]
    public async Task CopyAsync_OtherBytesOfTheSameSize_AreFoundAndThenSent(int size)
    {
        await using CopyScene scene = await SceneAsync(size, differs: true);
        await scene.CopyAsync();
        ChunkResult compared = await scene.VerifyAsync();
        Assert.Equal(FaultCodes.ChecksumMismatch, Assert.Single(compared.Faults).Key);

        await scene.CopyAsync(recopy: true);
        Assert.NotEmpty(scene.Puts);
        ChunkResult verified = await scene.VerifyAsync();

        Assert.Equal((1, 0), (verified.ObjectsDone, verified.ObjectsFailed));
        Assert.Equal(await scene.ReadAsync(scene.From.Bucket, "in/x"), await scene.ReadCopyAsync("x"));
    }

    [Fact]
    public async Task CopyAsync_KilledWhileComparing_ComparesAgainAndStillSendsNothing()
    {
        await using CopyScene scene = await SceneAsync(4 * Part, differs: false);
        scene.FromProxy.BytesPerSecond = 2 * Part;
        await scene.CopyAndDieAsync(() => scene.FromProxy.Requests.Any(request => request.Method == "GET"));
        scene.FromProxy.BytesPerSecond = 1024L * Part;
        Assert.Empty(scene.CopiedLines);

        await scene.CopyAsync();

        Assert.Equal((1, 0), (scene.CopiedLines.Count, scene.Puts.Count));
    }

    /// <summary>One object on both sides with the same size and other tags: the copy has no parts.</summary>
    private async Task<CopyScene> SceneAsync(int size, bool differs)
    {
        CopyScene scene = await CopyScene.NewAsync(server);
        scene.Settings = ByChecksum;
        byte[] content = await scene.AddAsync("x", size);
        PlannedObject planned = scene.Ledger.Lines<PlannedObject>(LedgerStreams.Plan).Single();
        scene.Ledger.Forget<PlannedObject>(LedgerStreams.Plan, _ => true);
        await scene.Ledger.AppendAsync(LedgerStreams.Plan, [planned with { Compare = true }], CancellationToken.None);
        if (differs)
        {
            content = (byte[])content.Clone();
            content[size / 2] ^= 1;
        }

        await scene.PutByUsAsync(scene.To.Bucket, "out/x", content);
        return scene;
    }
}
