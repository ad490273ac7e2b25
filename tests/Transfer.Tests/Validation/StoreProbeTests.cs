using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Validation;
using Fault = DtnBox.Testing.Fault;

namespace DtnBox.Transfer.Tests.Validation;

public sealed class StoreProbeTests(S3Server server) : IClassFixture<S3Server>
{
    private const string ProbeId = "0123456789abcdef";
    private const string Prefix = $".dtnbox-probe-{ProbeId}";

    [Fact]
    public async Task ProbeAsync_AWholeStore_FindsItAllAndLeavesNothing()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);

        ProbeStoreResult result = await ProbeAsync(scene);

        Assert.Empty(result.Faults);
        StoreFindings found = result.Findings!;
        Assert.Equal(new StoreCapabilities(true, true, true, true, Tagging: true), found.Capabilities with { AddedHeaders = AddedHeaders.Unknown });
        Assert.True(found.PresignedPut);
        Assert.True(found.ConditionalPut);
        Assert.Equal(BucketVersioning.Off, found.Versioning);
        Assert.InRange(found.LargestPartBytes!.Value, 100L << 20, 5L << 30);
        Assert.InRange(found.ClockDifferenceSeconds, -5, 5);
        await AssertNothingLeftAsync(scene);
    }

    [Fact]
    public async Task ProbeAsync_ABucketWithVersions_LeavesNoVersionAndNoMarker()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await server.Client.PutBucketVersioningAsync(new PutBucketVersioningRequest
        {
            BucketName = scene.To.Bucket, VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
        });

        ProbeStoreResult result = await ProbeAsync(scene);

        Assert.Empty(result.Faults);
        Assert.Equal(BucketVersioning.Enabled, result.Findings!.Versioning);
        await AssertNothingLeftAsync(scene);
    }

    [Fact]
    public async Task ProbeAsync_AfterADeadOne_RemovesWhatThatLeft()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await server.Client.PutObjectAsync(
            new PutObjectRequest { BucketName = scene.To.Bucket, Key = Prefix + "-new", ContentBody = "left" });
        await server.Client.InitiateMultipartUploadAsync(scene.To.Bucket, Prefix);
        await server.Client.PutObjectAsync(
            new PutObjectRequest { BucketName = scene.To.Bucket, Key = "data", ContentBody = "not ours" });

        ProbeStoreResult result = await ProbeAsync(scene);

        Assert.Empty(result.Faults);
        Assert.True(result.Findings!.ConditionalPut);
        Assert.Equal("data", Assert.Single((await server.Client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = scene.To.Bucket })).S3Objects).Key);
        Assert.Empty((await server.Client.ListMultipartUploadsAsync(scene.To.Bucket)).MultipartUploads ?? []);
    }

    [Fact]
    public async Task ProbeAsync_AStoreThatCanLittle_SaysSo()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using FaultRule uploads = scene.ToProxy.Inject(
            request => request.RawQuery.Contains("upload", StringComparison.OrdinalIgnoreCase),
            Fault.Answer.S3Error(501, "NotImplemented"));
        using FaultRule versions = scene.ToProxy.Inject(
            request => request.RawQuery.Contains("version", StringComparison.Ordinal), Fault.Answer.S3Error(501, "NotImplemented"));
        using FaultRule conditions = scene.ToProxy.Inject(
            request => request.Headers.ContainsKey("If-None-Match"), Fault.Answer.S3Error(501, "NotImplemented"));
        using FaultRule presigned = scene.ToProxy.Inject(
            request => request.RawQuery.Contains("X-Amz-Signature", StringComparison.Ordinal), Fault.Answer.S3Error(403, "AccessDenied"));
        using FaultRule checksums = scene.ToProxy.Inject(
            request => request.Headers.Keys.Any(name => name.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase)),
            Fault.Answer.S3Error(400, "InvalidArgument"));

        ProbeStoreResult result = await ProbeAsync(scene);

        Assert.Empty(result.Faults);
        StoreFindings found = result.Findings!;
        Assert.Equal(new StoreCapabilities(false, false, false, RangedGet: true, Tagging: true), found.Capabilities with { AddedHeaders = AddedHeaders.Unknown });
        Assert.Equal(
            (false, false, BucketVersioning.Unknown, null),
            (found.PresignedPut, found.ConditionalPut, found.Versioning, found.LargestPartBytes));
        Assert.Empty(found.Checksums);
    }

    [Fact]
    public async Task ProbeAsync_AStoreThatRefusesAWrongChecksum_HasThatKindAndNoOther()
    {
        // By the store of these tests they are ignored, which is not to check them.
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string right = Convert.ToBase64String(ProbeChecksums.Of(ChecksumKind.Crc32, ProbeChecksums.Content));
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Headers.TryGetValue("x-amz-checksum-crc32", out var sent) && sent != right,
            Fault.Answer.S3Error(400, "BadDigest"));

        Assert.Equal([ChecksumKind.Crc32], (await ProbeAsync(scene)).Findings!.Checksums);
    }

    [Fact]
    public async Task ProbeAsync_AStoreThatIgnoresConditions_OverwritesAndIsSeen()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Headers.ContainsKey("If-None-Match"), new Fault.Answer(200));

        Assert.False((await ProbeAsync(scene)).Findings!.ConditionalPut);
    }

    [Fact]
    public async Task ProbeAsync_WrongKeys_IsAFaultAndFindsNothing()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using ObjectStore store = scene.NewStore(server.Endpoint, new S3User("wrong-key", "wrong-secret"));

        ProbeStoreResult result = await ProbeAsync(scene, store);

        Assert.Null(result.Findings);
        Assert.Equal(FaultCodes.WrongKeys, Assert.Single(result.Faults).Code);
    }

    [Fact]
    public async Task ProbeAsync_DeletingRefused_NamesWhatStays()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method == "DELETE" && !request.RawQuery.Contains("uploadId", StringComparison.Ordinal),
            Fault.Answer.S3Error(403, "AccessDenied"));

        ProbeStoreResult result = await ProbeAsync(scene);

        Assert.NotNull(result.Findings);
        Assert.Contains(result.Faults, fault => fault.Message.Contains($"'{Prefix}…' may still be in bucket", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ChecksumKind.Crc32, "CBF43926")]
    [InlineData(ChecksumKind.Crc64Nvme, "AE8B14860A799888")]
    public void Of_TheCheckStringOfTheCatalogue_GivesItsChecksum(ChecksumKind kind, string expected)
        => Assert.Equal(expected, Convert.ToHexString(ProbeChecksums.Of(kind, "123456789"u8.ToArray())));

    private static Task<ProbeStoreResult> ProbeAsync(CopyScene scene, ObjectStore? store = null)
    {
        var validator = new KeyValidator(Microsoft.Extensions.Options.Options.Create(scene.Options), TimeProvider.System);
        return new StoreProbe(validator, TimeProvider.System).ProbeAsync(
            new ProbeStoreInput(new Location(scene.To.NodeId, scene.To.Bucket, string.Empty), ProbeId),
            store ?? scene.Destination,
            TestContext.Current.CancellationToken);
    }

    private async Task AssertNothingLeftAsync(CopyScene scene)
    {
        Assert.Empty((await server.Client.ListVersionsAsync(scene.To.Bucket)).Versions ?? []);
        Assert.Empty((await server.Client.ListMultipartUploadsAsync(scene.To.Bucket)).MultipartUploads ?? []);
    }
}
