using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Stores;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Copying;

public sealed class LargeObjectTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Part = CopyScene.PartSize;

    [Fact]
    public async Task CopyAsync_LargeObject_ArrivesInPartsWithTheirHashes()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await scene.AddAsync("big", (2 * Part) + 1234);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, content.Length, 0), (result.ObjectsDone, result.BytesDone, result.ObjectsFailed));
        Assert.Equal(content.Length, scene.Progress.BytesDone);
        Assert.Equal(content, await scene.ReadCopyAsync("big"));
        CopiedObject line = Assert.Single(scene.CopiedLines);
        Assert.Equal(Part, line.PartSizeBytes);
        Assert.Equal(
            [
                CopyScene.Sha256(content.AsSpan(0, Part)),
                CopyScene.Sha256(content.AsSpan(Part, Part)),
                CopyScene.Sha256(content.AsSpan(2 * Part)),
            ],
            line.PartSha256);
        Assert.Equal([null, 1, 2, 3], scene.UploadLines.Select(upload => upload.Part).Order());
    }

    [Fact]
    public async Task CopyAsync_LargeObjectWithMetadata_KeepsIt()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        KeyValuePair<string, string>[] metadata =
        [
            new("Content-Type", "application/x-hdf5"), new("x-amz-meta-experiment", "run 7"),
        ];
        await scene.PutByUsAsync(scene.From.Bucket, "in/big", new byte[Part], metadata);
        await scene.PlanAllAsync();

        await scene.CopyAsync();

        ObjectHead? copy = await scene.Destination.HeadAsync(scene.To.Bucket, "out/big", default);
        Assert.Equal(metadata, copy!.Metadata.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("a b+c%d/../e?f")]
    [InlineData("/lead//\u00fc\U0001F600")]
    [InlineData("./..")]
    public async Task CopyAsync_LargeObjectWithOddKey_Arrives(string key)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/" + key, new byte[Part + 1]);
        await scene.PlanAllAsync();

        ChunkResult copied = await scene.CopyAsync();
        ChunkResult verified = await scene.VerifyAsync();

        Assert.Equal((1, 1), (copied.ObjectsDone, verified.ObjectsDone));
        Assert.Equal(["out/" + key], await scene.ListCopiesAsync());
    }

    [Fact]
    public async Task CopyAsync_StoreWithoutMultipart_PutsItWhole()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Capabilities = StoreCapabilities.Unknown;
        byte[] content = await scene.AddAsync("big", Part + 1);

        await scene.CopyAsync();

        Assert.Equal(content, await scene.ReadCopyAsync("big"));
        Assert.Single(scene.Puts);
        Assert.Equal(CopyScene.Sha256(content), Assert.Single(scene.CopiedLines).Sha256);
    }
}
