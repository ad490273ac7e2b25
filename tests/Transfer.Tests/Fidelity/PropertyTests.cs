using System.Text;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Fidelity;

/// <summary>Headers, user metadata and tags, on objects sent whole and in parts.</summary>
public sealed class PropertyTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Small = 1000;
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

    public static TheoryData<string, string> Metadata => new()
    {
        { "plain", "run 7,  second try" },
        { "utf-8", Seen("caf\u00e9 \u4e2d\u6587 \U0001F600") },
        { "latin-1-lookalike", Seen("\u00c3\u00a9") },
        { "empty", "" },
        { "equals-and-quotes", "a=b; c=\"d\" 'e' \\ %20 + &" },
        { "encoded-word", "=?UTF-8?B?Y2Fmw6k=?=" },
        // Several values of one name are one, with commas.
        { "with.dots-and-dashes", "ada,grace" },
        { "almost-two-kibibytes", new string('x', 2000) },
    };

    private static readonly KeyValuePair<string, string>[] Tags =
    [
        new("project", "alpha"), new("empty", ""), new("a b+c", "d/e=f:g@h"), new("gr\u00f6\u00dfe", "\u4e2d\u6587"),
    ];

    [Theory]
    [InlineData(Small)]
    [InlineData(Large)]
    public async Task CopyAsync_ContentHeaders_AreKept(int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/one", new byte[size], ContentHeaders);

        await FaithfulCopy.RunAsync(scene);

        await FaithfulCopy.AssertSameAsync(scene, "one");
        ObjectHead? copy = await scene.Destination.HeadAsync(scene.To.Bucket, "out/one", default);
        Assert.Equal(ContentHeaders, copy!.Metadata.OrderBy(header => header.Key, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Metadata))]
    public async Task CopyAsync_UserMetadata_IsKept(string name, string value)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.UseNoProxies();
        KeyValuePair<string, string> metadata = new($"x-amz-meta-{name}", value);
        await scene.PutByUsAsync(scene.From.Bucket, "in/small", new byte[Small], metadata);
        await scene.PutByUsAsync(scene.From.Bucket, "in/large", new byte[Large], metadata);

        await FaithfulCopy.RunAsync(scene);

        foreach (string key in (string[])["small", "large"])
        {
            await FaithfulCopy.AssertSameAsync(scene, key);
            ObjectHead? copy = await scene.Destination.HeadAsync(scene.To.Bucket, "out/" + key, default);
            Assert.Contains(metadata, copy!.Metadata);
        }
    }

    [Theory]
    [InlineData(Small)]
    [InlineData(Large)]
    public async Task CopyAsync_Tags_AreKept(int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/one", new byte[size], ObjectStore.TagHeader(Tags));

        ChunkResult result = await FaithfulCopy.RunAsync(scene);

        await FaithfulCopy.AssertSameAsync(scene, "one");
        IReadOnlyList<KeyValuePair<string, string>> copied = await scene.Destination.ReadTagsAsync(
            scene.To.Bucket, "out/one", default);
        Assert.Equal(Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal), copied.OrderBy(tag => tag.Key, StringComparer.Ordinal));
        Assert.Null(result.NotCopied);
    }

    [Theory]
    [InlineData(Small)]
    [InlineData(Large)]
    public async Task CopyAsync_DestinationWithoutTags_CopiesTheRestAndSaysSo(int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Capabilities = scene.Capabilities with { Tagging = false };
        await scene.PutByUsAsync(scene.From.Bucket, "in/one", new byte[size], ObjectStore.TagHeader(Tags));

        using FaultRule tagged = scene.ToProxy.Inject(
            IsTagged, new Fault.Delay(TimeSpan.Zero));

        ChunkResult result = await FaithfulCopy.RunAsync(scene);

        AssertTagsNotCopied(scene, result);
        Assert.Equal(0, tagged.Hits);
    }

    [Theory]
    [InlineData(Small, 403, "AccessDenied")]
    [InlineData(Small, 501, "NotImplemented")]
    [InlineData(Small, 400, "InvalidTag")]
    [InlineData(Large, 403, "AccessDenied")]
    [InlineData(Large, 501, "NotImplemented")]
    public async Task CopyAsync_DestinationRefusesTags_CopiesTheRestAndSaysSo(int size, int status, string code)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/one", new byte[size], ObjectStore.TagHeader(Tags));
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method != "GET" && IsTagged(request), Fault.Answer.S3Error(status, code));

        ChunkResult result = await FaithfulCopy.RunAsync(scene);

        Assert.Equal(size == Small ? 1 : 2, rule.Hits);
        AssertTagsNotCopied(scene, result);
    }

    [Theory]
    [InlineData(Small)]
    [InlineData(Large)]
    public async Task CopyAsync_TagsMayNotBeRead_CopiesTheRestAndSaysSo(int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/one", new byte[size], ObjectStore.TagHeader(Tags));
        using FaultRule rule = scene.FromProxy.Inject(IsTagQuestion, Fault.Answer.S3Error(403, "AccessDenied"));

        AssertTagsNotCopied(scene, await FaithfulCopy.RunAsync(scene));
    }

    [Fact]
    public async Task CopyAsync_ObjectRefusedWithAndWithoutTags_FailsForItsOwnReason()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/one", new byte[Small], ObjectStore.TagHeader(Tags));
        await scene.PlanAllAsync();
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method == "PUT", Fault.Answer.S3Error(403, "AccessDenied"));

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal(1, result.ObjectsFailed);
        Assert.Null(result.NotCopied);
    }

    [Fact]
    public async Task CopyAsync_ManyObjectsWithoutTags_AsksForTheTagsOfAFewOnly()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        for (int i = 0; i < 60; i++)
        {
            await scene.AddAsync($"{i:D2}", 10);
        }

        await scene.CopyAsync();

        Assert.InRange(scene.FromProxy.Requests.Count(IsTagQuestion), 0, TagHabit.Samples);
    }

    [Fact]
    public async Task CopyAsync_MetadataThatTheSourceCannotShow_IsNamed()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", Small);
        using FaultRule rule = scene.FromProxy.Inject(
            request => request.Method == "GET" && request.RawPath.EndsWith("/one", StringComparison.Ordinal),
            new Fault.AddHeader("x-amz-missing-meta", "2"));

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal(1, result.NotCopied![ObjectProperties.Metadata]);
    }

    [Fact]
    public async Task CopyAsync_ResumedUploadThatWasOpenedWithoutTags_StillSaysSo()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/big", new byte[4 * CopyScene.PartSize], ObjectStore.TagHeader(Tags));
        await scene.PlanAllAsync();
        using FaultRule rule = scene.ToProxy.Inject(IsTagged, Fault.Answer.S3Error(501, "NotImplemented"));
        scene.Options.PartsInFlight = 1;
        await scene.CopyAndDieAsync(() => scene.Acknowledged.Count >= 1);

        ChunkResult result = await scene.CopyAsync();

        AssertTagsNotCopied(scene, result);
    }

    [Fact]
    public async Task CopyAsync_FoundAtTheDestinationAfterACrash_KnowsWhetherTheTagsCame()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/one", new byte[Small], ObjectStore.TagHeader(Tags));
        await scene.PlanAllAsync();
        await scene.CopyAsync();
        scene.Ledger.Forget<CopiedObject>(LedgerStreams.Copied, _ => true);

        ChunkResult result = await scene.CopyAsync();

        Assert.Empty(scene.Puts);
        Assert.Null(result.NotCopied);
        await FaithfulCopy.AssertSameAsync(scene, "one");
    }

    private static bool IsTagged(ProxiedRequest request)
        => request.Headers.ContainsKey("x-amz-tagging") || request.RawQuery.StartsWith("tagging", StringComparison.Ordinal);

    private static bool IsTagQuestion(ProxiedRequest request)
        => request.Method == "GET" && request.RawQuery.StartsWith("tagging", StringComparison.Ordinal);

    private static void AssertTagsNotCopied(CopyScene scene, ChunkResult result)
    {
        Assert.Equal(1, result.ObjectsDone);
        Assert.Equal((ObjectProperties.Tags, 1), Assert.Single(result.NotCopied!.Select(entry => (entry.Key, entry.Value))));
        Assert.Equal([ObjectProperties.Tags], Assert.Single(scene.CopiedLines).NotCopied);
    }

    /// <summary>UTF-8 as it is seen byte by byte.</summary>
    private static string Seen(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
