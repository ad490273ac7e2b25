using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Testing;

namespace DtnBox.Transfer.Tests.Keyless;

/// <summary>Kills on both sides at every awkward moment: nothing that the destination acknowledged is sent again.</summary>
public sealed class ResumeTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Part = CopyScene.PartSize;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Copy_KilledBetweenParts_SendsOnlyTheMissingOnes(bool signedAnew)
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        byte[] content = await scene.AddAsync("big", 6 * Part);
        await scene.CopyAsync();
        await scene.SignAsync();
        scene.Round = 2;
        var never = new TaskCompletionSource();
        using (scene.ToProxy.Inject(
            request => request.RawQuery.Contains("partNumber=5", StringComparison.Ordinal), new Fault.HoldUntil(never.Task)))
        {
            await scene.CopyAndDieAsync(() => scene.Acknowledged.Count == 5);
        }

        if (signedAnew)
        {
            Forget(scene, LedgerStreams.Signatures);
            Assert.Equal(1, (await scene.CopyAsync()).ObjectsUnsigned);
            Assert.Equal(1, (await scene.SignAsync()).ObjectsSigned);
        }

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((0, 1, content.Length), (result.ObjectsDone, result.ObjectsSent, result.BytesDone));
        Assert.Contains("partNumber=5", Assert.Single(scene.Puts).RawTarget, StringComparison.Ordinal);
        Assert.Single(scene.UploadLines, line => line.Part is null);
        await HandOver.VerifyAsync(scene, objects: 1);
        Assert.Equal(content, await scene.ReadCopyAsync("big"));
    }

    [Fact]
    public async Task Copy_AcknowledgedSmallObjectUnrecorded_IsNotSentAgain()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.AddAsync("a", 100);
        await scene.AddAsync("b", 0);
        await scene.CopyAsync();
        await scene.SignAsync();
        await scene.CopyAsync();
        Forget(scene, LedgerStreams.Copied);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal(2, result.ObjectsDone);
        Assert.Empty(scene.Puts);
        await HandOver.VerifyAsync(scene, objects: 2);
    }

    [Fact]
    public async Task Sign_KilledAfterOpeningTheUpload_GoesOnWithIt()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.AddAsync("big", Part + 1);
        await scene.CopyAsync();
        await scene.SignAsync();
        Forget(scene, LedgerStreams.Signatures);

        Assert.Equal(1, (await scene.SignAsync()).ObjectsSigned);

        Assert.Single(scene.UploadLines);
        await HandOver.SendAsync(scene, objects: 1);
    }

    [Fact]
    public async Task Sign_UploadWasAborted_OpensAnother()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        byte[] content = await scene.AddAsync("big", Part + 1);
        await scene.CopyAsync();
        await scene.SignAsync();
        await scene.Destination.AbortUploadAsync(
            scene.To.Bucket, "out/big", Assert.Single(scene.UploadLines).UploadId, default);

        Assert.Equal(1, (await scene.CopyAsync()).ObjectsUnsigned);
        Assert.Equal(1, (await scene.SignAsync()).ObjectsSigned);
        await HandOver.SendAsync(scene, objects: 1);

        Assert.Equal(content, await scene.ReadCopyAsync("big"));
    }

    [Fact]
    public async Task Verify_KilledAfterComplete_FindsItComplete()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        byte[] content = await scene.AddAsync("big", (2 * Part) + 7);
        await HandOver.RunAsync(scene, objects: 1);
        Forget(scene, LedgerStreams.Copied);
        Forget(scene, LedgerStreams.Verified);

        Assert.Equal(1, (await scene.CopyAsync()).ObjectsSent);
        Assert.Empty(scene.Puts);
        ChunkResult verified = await HandOver.VerifyAsync(scene, objects: 1);

        Assert.Equal(content.Length, verified.Copied!.Bytes);
        Assert.Equal(content, await scene.ReadCopyAsync("big"));
    }

    [Fact]
    public async Task Copy_SourceChangesAfterItWasSigned_IsDescribedAndSentAnew()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.AddAsync("small", 10);
        await scene.AddAsync("big", Part + 1);
        await scene.CopyAsync();
        await scene.SignAsync();
        byte[] small = [1, 2, 3];
        byte[] big = new byte[Part + 2];
        await scene.PutAsync(scene.From.Bucket, "in/small", small);
        await scene.PutAsync(scene.From.Bucket, "in/big", big);

        Assert.Equal(2, (await scene.CopyAsync()).ObjectsUnsigned);
        Assert.Equal(2, (await scene.SignAsync()).ObjectsSigned);
        await HandOver.SendAsync(scene, objects: 2);

        Assert.Equal(small, await scene.ReadCopyAsync("small"));
        Assert.Equal(big, await scene.ReadCopyAsync("big"));
    }

    [Fact]
    public async Task Copy_SourceDeletedAfterItWasPlanned_FailsAlone()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.AddAsync("gone", 10);
        await scene.AddAsync("kept", 10);
        await scene.Source.DeleteAsync(scene.From.Bucket, "in/gone", default);

        ChunkResult described = await scene.CopyAsync();
        Assert.Equal((1, 1), (described.ObjectsFailed, described.ObjectsUnsigned));
        await scene.SignAsync();
        scene.Round = 2;
        ChunkResult sent = await scene.CopyAsync();

        Assert.Equal((1, 1, 0), (sent.ObjectsDone, sent.ObjectsFailed, sent.ObjectsUnsigned));
        Assert.Equal("source_deleted", Assert.Single(sent.Faults).Key);
    }

    private static void Forget(CopyScene scene, string stream) => scene.Ledger.Forget<object>(stream, _ => true);
}
