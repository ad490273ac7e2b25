using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;
using Fault = DtnBox.Testing.Fault;

namespace DtnBox.Transfer.Tests.Copying;

/// <summary>Sources that change and stores that fail.</summary>
public sealed class TroubleTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Part = CopyScene.PartSize;

    [Theory]
    [InlineData(1000, 2000)]
    [InlineData(Part + 1, 100)]
    [InlineData(100, Part + 1)]
    public async Task CopyAsync_SourceChangedAfterListing_CopiesWhatItIsNow(int before, int after)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", before);
        byte[] now = System.Security.Cryptography.RandomNumberGenerator.GetBytes(after);
        PlannedObject changed = await scene.PutAsync(scene.From.Bucket, "in/one", now);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, after), (result.ObjectsDone, result.BytesDone));
        Assert.Equal(now, await scene.ReadCopyAsync("one"));
        Assert.Equal(changed.ETag, Assert.Single(scene.CopiedLines).SourceETag);
    }

    [Fact]
    public async Task CopyAsync_SourceKeepsChanging_FailsAsSourceChanged()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", 1000);
        await scene.AddAsync("two", 1000);
        using FaultRule rule = scene.FromProxy.Inject(
            request => request.Method == "GET" && request.RawPath.EndsWith("/one", StringComparison.Ordinal),
            Fault.Answer.S3Error(412, "PreconditionFailed"));

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, 1), (result.ObjectsDone, result.ObjectsFailed));
        Assert.Equal((1, "in/one"), Example(result, FaultCodes.SourceChanged));
        Assert.Equal(4, rule.Hits);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(Part)]
    public async Task CopyAsync_SourceDeleted_FailsAloneAndTheOthersGoOn(int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("gone", size);
        await scene.AddAsync("one", 1000);
        await server.Client.DeleteObjectAsync(scene.From.Bucket, "in/gone");

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, 1), (result.ObjectsDone, result.ObjectsFailed));
        Assert.Equal((1, "in/gone"), Example(result, FaultCodes.SourceDeleted));
    }

    [Fact]
    public async Task CopyAsync_QuotaUsedUp_FailsAsDestinationFull()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        S3User poor = await server.CreateUserAsync(quotaBytes: 1024 * 1024);
        using var client = S3Server.NewClient(server.Endpoint, poor);
        string bucket = $"t-{Guid.NewGuid():N}";
        await client.PutBucketAsync(bucket);
        scene.Redirect(bucket, scene.NewStore(scene.ToProxy.Address, poor));
        await scene.AddAsync("fits", 1000);
        await scene.AddAsync("not", 3 * 1024 * 1024);
        await scene.AddAsync("not-either", 2 * Part);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, 2), (result.ObjectsDone, result.ObjectsFailed));
        FaultSummary summary = Assert.Single(result.Faults).Value;
        Assert.Equal((FaultCodes.DestinationFull, 2), (summary.Example.Code, summary.Count));
        Assert.Contains(bucket, summary.Example.Message, StringComparison.Ordinal);
        Assert.Contains("quota", summary.Example.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CopyAsync_ObjectFailedBefore_IsTriedAgain()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await scene.AddAsync("one", 1000);
        using (scene.ToProxy.Inject(IsPut, Fault.Answer.S3Error(403, "QuotaExceeded")))
        {
            Assert.Equal(1, (await scene.CopyAsync()).ObjectsFailed);
        }

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, 0), (result.ObjectsDone, result.ObjectsFailed));
        Assert.Equal([1, 2], scene.CopiedLines.Select(line => line.Copy));
        Assert.Equal(content, await scene.ReadCopyAsync("one"));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(Part)]
    public async Task CopyAsync_StoreSlowsDownThenRecovers_Copies(int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await scene.AddAsync("one", size);
        using FaultRule to = scene.ToProxy.Inject(IsPut, Fault.Answer.S3Error(503, "SlowDown"), times: 3);
        using FaultRule from = scene.FromProxy.Inject(_ => true, Fault.Answer.S3Error(500, "InternalError"), times: 2);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, 3, 2), (result.ObjectsDone, to.Hits, from.Hits));
        Assert.Equal(size, scene.Progress.BytesDone);
        Assert.Equal(content, await scene.ReadCopyAsync("one"));
    }

    [Fact]
    public async Task CopyAsync_StoreKeepsSlowingDown_EndsTheChunkAsThrottled()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Options.Tries = 3;
        await scene.AddAsync("one", 1000);
        using FaultRule rule = scene.ToProxy.Inject(IsPut, Fault.Answer.S3Error(503, "SlowDown"));

        StoreException exception = await Assert.ThrowsAsync<StoreException>(() => scene.CopyAsync());

        Assert.Equal((FaultCodes.Throttled, true), (exception.Fault.Code, exception.Fault.Transient));
        Assert.Equal(2 * scene.Options.Tries, rule.Hits);
    }

    public static TheoryData<bool, Fault> BrokenConnections => new()
    {
        { false, new Fault.ResetBeforeRequest() },
        { false, new Fault.ResetDuringResponse(300_000) },
        { false, new Fault.StallResponse(300_000) },
        { true, new Fault.ResetBeforeRequest() },
        { true, new Fault.ResetDuringRequest(300_000) },
        { true, new Fault.LoseAnswer() },
    };

    [Theory]
    [MemberData(nameof(BrokenConnections))]
    public async Task CopyAsync_ConnectionBreaks_TriesAgain(bool atDestination, Fault fault)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.UseIdleTimeout(TimeSpan.FromMilliseconds(700));
        byte[] small = await scene.AddAsync("small", 1_000_000);
        byte[] big = await scene.AddAsync("big", Part + 1);
        using FaultRule rule = atDestination
            ? scene.ToProxy.Inject(IsPut, fault, times: 2)
            : scene.FromProxy.Inject(request => request.Method == "GET", fault, times: 2);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((2, 0, 2), (result.ObjectsDone, result.ObjectsFailed, rule.Hits));
        Assert.Equal(small, await scene.ReadCopyAsync("small"));
        Assert.Equal(big, await scene.ReadCopyAsync("big"));
        Assert.Equal(small.Length + big.Length, scene.Progress.BytesDone);
    }

    [Fact]
    public async Task CopyAsync_StoreIsGone_EndsTheChunkInsteadOfEveryObject()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        for (int i = 0; i < 50; i++)
        {
            await scene.AddAsync($"{i}", 100);
        }

        var nowhere = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        scene.Redirect(scene.To.Bucket, scene.NewStore(nowhere, server.User));

        StoreException exception = await Assert.ThrowsAsync<StoreException>(() => scene.CopyAsync());

        Assert.Equal((FaultCodes.StoreUnreachable, true), (exception.Fault.Code, exception.Fault.Transient));
        Assert.Contains(nowhere.Authority, exception.Message, StringComparison.Ordinal);
        Assert.Empty(scene.CopiedLines);
    }

    [Fact]
    public async Task CopyAsync_KeysNoLongerKnown_EndsTheChunkAndKeepsWhatWasDone()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);

        // One after the other, and in their order: chance does not say which has its turn first.
        scene.Options.ObjectsInFlight = 1;
        scene.Options.MaxObjectsInFlight = 1;
        await scene.AddAsync("a", 100);
        await scene.AddAsync("b", 100);
        using FaultRule rule = scene.ToProxy.Inject(
            request => !request.RawTarget.EndsWith("/a", StringComparison.Ordinal) && request.Method != "HEAD",
            Fault.Answer.S3Error(403, "InvalidAccessKeyId"));

        StoreException exception = await Assert.ThrowsAsync<StoreException>(() => scene.CopyAsync());

        Assert.Equal(FaultCodes.WrongKeys, exception.Fault.Code);
        Assert.Equal("in/a", Assert.Single(scene.CopiedLines).Key);
    }

    [Fact]
    public async Task CopyAsync_OneKeyIsNotUnderstood_FailsAlone()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("odd", 100);
        await scene.AddAsync("plain", 100);
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.RawTarget.EndsWith("/odd", StringComparison.Ordinal),
            Fault.Answer.S3Error(403, "SignatureDoesNotMatch"));

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, 1), (result.ObjectsDone, result.ObjectsFailed));
        Assert.Equal((1, "in/odd"), Example(result, FaultCodes.WrongKeys));
    }

    [Fact]
    public async Task CopyAsync_DestinationKeyTooLong_FailsAsNotSupported()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string key = new('k', 1021);
        await scene.AddAsync(key, 10);

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, "in/" + key), Example(result, FaultCodes.NotSupported));
    }

    [Fact]
    public async Task CopyAsync_LedgerFails_EndsWithItsError()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", 100);
        scene.Ledger.BeforeAppend = stream => stream == LedgerStreams.Copied
            ? Task.FromException(new IOException("no ledger"))
            : Task.CompletedTask;

        IOException exception = await Assert.ThrowsAsync<IOException>(() => scene.CopyAsync());

        Assert.Equal("no ledger", exception.Message);
    }

    private static bool IsPut(ProxiedRequest request) => request.Method == "PUT";

    private static (long Count, string Key) Example(ChunkResult result, string code)
        => (result.Faults[code].Count, result.Faults[code].ExampleKey);
}
