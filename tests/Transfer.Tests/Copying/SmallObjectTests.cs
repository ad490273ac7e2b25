using Amazon.S3.Model;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Copying;

public sealed class SmallObjectTests(S3Server server) : IClassFixture<S3Server>
{
    [Fact]
    public async Task CopyAsync_SmallObjects_ArriveAndAreRecordedWithTheirHash()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] one = await scene.AddAsync("one", 100_000);
        byte[] two = await scene.AddAsync("deep/two", 1);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((2, 100_001, 0), (result.ObjectsDone, result.BytesDone, result.ObjectsFailed));
        Assert.Equal((2, 100_001), (scene.Progress.ObjectsDone, scene.Progress.BytesDone));
        Assert.Equal(one, await scene.ReadCopyAsync("one"));
        Assert.Equal(two, await scene.ReadCopyAsync("deep/two"));
        CopiedObject line = Assert.Single(scene.CopiedLines, line => line.Key == "in/one");
        Assert.Equal(CopyScene.Sha256(one), line.Sha256);
    }

    [Fact]
    public async Task CopyAsync_ObjectWithMetadata_KeepsIt()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.UseNoProxies();
        KeyValuePair<string, string>[] metadata =
        [
            new("Cache-Control", "max-age=60"),
            new("Content-Disposition", "attachment; filename=\"a b.h5\""),
            new("Content-Encoding", "gzip"),
            new("Content-Language", "de"),
            new("Content-Type", "application/x-hdf5"),
            new("x-amz-meta-experiment", "run 7,  second try"),
            // UTF-8 as it is seen byte by byte.
            new("x-amz-meta-title", "caf\u00c3\u00a9"),
        ];
        await scene.PutByUsAsync(scene.From.Bucket, "in/described", [1], metadata);
        await scene.PlanAllAsync();

        await scene.CopyAsync();

        ObjectHead? copy = await scene.Destination.HeadAsync(scene.To.Bucket, "out/described", default);
        Assert.Equal(metadata, copy!.Metadata.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase));
        GetObjectMetadataResponse seen = await server.Client.GetObjectMetadataAsync(scene.To.Bucket, "out/described");
        Assert.Equal("application/x-hdf5", seen.Headers.ContentType);
    }

    [Theory]
    [InlineData("empty", 0)]
    [InlineData("folder/", 0)]
    [InlineData("a b+c%d&e=f?g#h", 9)]
    [InlineData("100%25", 9)]
    [InlineData("/lead", 9)]
    [InlineData("a//b", 9)]
    [InlineData("a/../b/./c", 9)]
    [InlineData("..", 9)]
    [InlineData(".", 9)]
    [InlineData("\u00fc\u4e2d\U0001F600", 9)]
    [InlineData("!'()*;:@$,[]{}|\\^`~\"<>", 9)]
    public async Task CopyAsync_AnyLegalKey_Arrives(string key, int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = System.Security.Cryptography.RandomNumberGenerator.GetBytes(size);
        await scene.PutByUsAsync(scene.From.Bucket, "in/" + key, content);
        await scene.PlanAllAsync();
        Assert.Equal("in/" + key, Assert.Single(scene.Ledger.Lines<PlannedObject>(LedgerStreams.Plan)).Key);

        ChunkResult copied = await scene.CopyAsync();
        ChunkResult verified = await scene.VerifyAsync();

        Assert.Equal((1, 0), (copied.ObjectsDone, copied.ObjectsFailed));
        Assert.Equal((1, 0), (verified.ObjectsDone, verified.ObjectsFailed));
        Assert.Equal(["out/" + key], await scene.ListCopiesAsync());
    }
}
