using System.Text;
using DtnBox.Contracts.Commands;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Tests.Fidelity;

namespace DtnBox.Transfer.Tests.Keyless;

/// <summary>What is sent by signatures arrives as what is sent with keys does: keys, bytes, headers, metadata, tags.</summary>
public sealed class FidelityTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Large = CopyScene.PartSize + 1;

    private static readonly KeyValuePair<string, string>[] ContentHeaders =
    [
        new("Cache-Control", "no-cache, max-age=60"),
        new("Content-Disposition", "attachment; filename=\"a b.h5\"; filename*=UTF-8''a%20b.h5"),
        new("Content-Encoding", "gzip"),
        new("Content-Language", "de, en"),
        new("Content-Type", "application/x-hdf5; charset=utf-8"),
        new("Expires", "Thu, 01 Dec 2033 16:00:00 GMT"),
    ];

    private static readonly KeyValuePair<string, string>[] Tags =
    [
        new("project", "alpha"), new("empty", ""), new("a b+c", "d/e=f:g@h"), new("gr\u00f6\u00dfe", "\u4e2d\u6587"),
    ];

    [Theory]
    [MemberData(nameof(KeyTests.Keys), MemberType = typeof(KeyTests))]
    public async Task Copy_AnyKey_ArrivesUnderTheSameName(string key)
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/" + key, Encoding.UTF8.GetBytes(key));
        await scene.PutByUsAsync(scene.From.Bucket, "in/" + key + "large", new byte[Large]);
        await scene.PlanAllAsync();

        await HandOver.RunAsync(scene, objects: 2);

        await FaithfulCopy.AssertSameAsync(scene, key);
        await FaithfulCopy.AssertSameAsync(scene, key + "large");
    }

    [Theory]
    [MemberData(nameof(PropertyTests.Metadata), MemberType = typeof(PropertyTests))]
    public async Task Copy_UserMetadata_IsKept(string name, string value)
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        scene.UseNoProxies();
        KeyValuePair<string, string> metadata = new($"x-amz-meta-{name}", value);
        await scene.PutByUsAsync(scene.From.Bucket, "in/small", new byte[1000], metadata);
        await scene.PutByUsAsync(scene.From.Bucket, "in/large", new byte[Large], metadata);
        await scene.PlanAllAsync();

        await HandOver.RunAsync(scene, objects: 2);

        await FaithfulCopy.AssertSameAsync(scene, "small");
        await FaithfulCopy.AssertSameAsync(scene, "large");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(Large)]
    public async Task Copy_HeadersAndTags_AreKept(int size)
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.PutByUsAsync(
            scene.From.Bucket, "in/one", new byte[size], [.. ContentHeaders, ObjectStore.TagHeader(Tags)]);
        await scene.PlanAllAsync();

        ChunkResult result = await HandOver.RunAsync(scene, objects: 1);

        await FaithfulCopy.AssertSameAsync(scene, "one");
        Assert.Null(result.Copied!.NotCopied);
        Assert.Equal(
            Tags.Length, (await scene.Destination.ReadTagsAsync(scene.To.Bucket, "out/one", default)).Count);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(Large)]
    public async Task Copy_DestinationRefusesTags_CopiesTheRestAndSaysSo(int size)
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/one", new byte[size], ObjectStore.TagHeader(Tags));
        await scene.PlanAllAsync();
        using FaultRule refused = scene.ToProxy.Inject(
            request => request.Headers.ContainsKey("x-amz-tagging") || request.RawQuery.StartsWith("tagging", StringComparison.Ordinal),
            Fault.Answer.S3Error(403, "AccessDenied"));

        ChunkResult result = await HandOver.RunAsync(scene, objects: 1);

        Assert.True(refused.Hits > 0);
        Assert.Equal(1, result.Copied!.NotCopied!["tags"]);
    }
}
