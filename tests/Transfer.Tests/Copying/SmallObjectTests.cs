using Amazon.S3.Model;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Testing;

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
        var put = new PutObjectRequest
        {
            BucketName = scene.From.Bucket,
            Key = "in/described",
            ContentBody = "x",
            ContentType = "application/x-hdf5",
            Headers =
            {
                CacheControl = "max-age=60",
                ContentDisposition = "attachment; filename=\"a b.h5\"",
                ContentEncoding = "gzip",
                ["Content-Language"] = "de",
            },
        };
        put.Metadata.Add("experiment", "run 7,  second try");
        put.Metadata.Add("title", "caf\u00e9");
        string etag = (await server.Client.PutObjectAsync(put)).ETag.Trim('"');
        await scene.Ledger.AppendAsync(LedgerStreams.Plan, [new PlannedObject("in/described", 1, etag)], default);

        await scene.CopyAsync();

        GetObjectMetadataResponse source = await server.Client.GetObjectMetadataAsync(scene.From.Bucket, "in/described");
        GetObjectMetadataResponse copy = await server.Client.GetObjectMetadataAsync(scene.To.Bucket, "out/described");
        Assert.Equal("application/x-hdf5", copy.Headers.ContentType);
        Assert.Equal("max-age=60", copy.Headers.CacheControl);
        Assert.Equal("attachment; filename=\"a b.h5\"", copy.Headers.ContentDisposition);
        Assert.Equal("gzip", copy.Headers.ContentEncoding);
        Assert.Equal("de", copy.Headers["Content-Language"]);
        Assert.Equal(2, copy.Metadata.Count);
        Assert.All(source.Metadata.Keys, name => Assert.Equal(source.Metadata[name], copy.Metadata[name]));
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
