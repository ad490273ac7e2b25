using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;
using DtnBox.Transfer.Tests.Planning;

namespace DtnBox.Transfer.Tests.Verifying;

/// <summary>Kind Verify: what the destination has is compared with the source, and nothing is written.</summary>
public sealed class VerifyOnlyTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Part = CopyScene.PartSize;

    [Fact]
    public async Task VerifyOnly_SameOtherAndMissing_SaysSoAndWritesNothing()
    {
        await using CopyScene scene = await NewSceneAsync();
        byte[] big = await scene.AddAsync("big", (2 * Part) + 3);
        await scene.PutByUsAsync(scene.To.Bucket, "out/big", big);
        byte[] flipped = [.. await scene.AddAsync("flipped", (2 * Part) + 3)];
        flipped[Part + 1] ^= 1;
        await scene.PutByUsAsync(scene.To.Bucket, "out/flipped", flipped);
        await scene.AddAsync("missing", 10);
        await scene.AddAsync("longer", 10);
        await scene.PutByUsAsync(scene.To.Bucket, "out/longer", new byte[11]);

        // Nothing is asked of the destination while the source is hashed.
        ChunkResult hashed = await scene.CopyAsync();
        Assert.Equal((4, 0), (hashed.ObjectsDone, hashed.ObjectsFailed));
        Assert.Empty(scene.ToProxy.Requests);
        Assert.Empty(scene.UploadLines);

        ChunkResult compared = await scene.VerifyAsync();
        Assert.Equal((1, 3), (compared.ObjectsDone, compared.ObjectsFailed));
        Assert.Equal(
            [FaultCodes.ChecksumMismatch, FaultCodes.DestinationMissing], compared.Faults.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(
            "part 2 ", scene.VerifiedLines.Single(line => line.Key == "in/flipped").Fault!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "although", compared.Faults[FaultCodes.DestinationMissing].Example.Message, StringComparison.Ordinal);
        Assert.All(scene.ToProxy.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task VerifyOnly_ManyMissingInARow_SaysSoOfEachAndGoesOn()
    {
        await using CopyScene scene = await NewSceneAsync();
        for (int i = 0; i < 12; i++)
        {
            await scene.AddAsync($"missing-{i:D2}", 10);
        }

        await scene.PutByUsAsync(scene.To.Bucket, "out/there", await scene.AddAsync("there", 10));
        await scene.CopyAsync();

        ChunkResult compared = await scene.VerifyAsync();

        Assert.Equal((1, 12), (compared.ObjectsDone, compared.ObjectsFailed));
        Assert.Equal(13, scene.VerifiedLines.Count);
    }

    [Fact]
    public async Task VerifyOnly_RestartAfterItWasMended_ComparesOnlyWhatDiffered()
    {
        await using CopyScene scene = await NewSceneAsync();
        byte[] wrong = await scene.AddAsync("wrong", 1000);
        byte[] right = await scene.AddAsync("right", 1000);
        await scene.PutByUsAsync(scene.To.Bucket, "out/wrong", new byte[1000]);
        await scene.PutByUsAsync(scene.To.Bucket, "out/right", right);
        await scene.CopyAsync();
        Assert.Equal(1, (await scene.VerifyAsync()).ObjectsFailed);
        await scene.PutByUsAsync(scene.To.Bucket, "out/wrong", wrong);

        await scene.CopyAsync(recopy: true);
        Assert.Single(scene.FromProxy.Requests);
        ChunkResult compared = await scene.VerifyAsync();

        Assert.Equal((2, 0), (compared.ObjectsDone, compared.ObjectsFailed));
    }

    [Fact]
    public async Task PlanAsync_VerifyOnly_TakesEveryObjectWhateverTheSyncMode()
    {
        await using CopyScene scene = await NewSceneAsync();
        foreach (string key in (string[])["a", "b"])
        {
            await scene.PutByUsAsync(scene.From.Bucket, "in/" + key, [1]);
            await scene.PutByUsAsync(scene.To.Bucket, "out/" + key, [1]);
        }

        Planned planned = await Planned.FromAsync(scene, scene.Settings with { Sync = SyncMode.Missing });

        Assert.Equal((2, 0), (planned.Result.Objects, planned.Result.SkippedObjects));
    }

    private async Task<CopyScene> NewSceneAsync()
    {
        CopyScene scene = await CopyScene.NewAsync(server);
        scene.Settings = new TransferSettings(TransferKind.Verify);
        return scene;
    }
}
