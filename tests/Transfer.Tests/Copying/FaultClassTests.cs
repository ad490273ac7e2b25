using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;
using Fault = DtnBox.Testing.Fault;

namespace DtnBox.Transfer.Tests.Copying;

/// <summary>Each class of faults, provoked at the store, spends its budget and no more.</summary>
public sealed class FaultClassTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Tries = 3;

    public static TheoryData<FaultClass, bool, int, string, int> OneBadObject => new()
    {
        { FaultClass.Transient, true, 500, "InternalError", Tries },
        { FaultClass.Permanent, true, 501, "NotImplemented", 1 },
        { FaultClass.NeedsCredentials, true, 403, "SignatureDoesNotMatch", 1 },
        { FaultClass.SourceChanged, false, 412, "PreconditionFailed", 4 },
        { FaultClass.DestinationFull, true, 403, "QuotaExceeded", 1 },
        { FaultClass.Denied, true, 403, "AccessDenied", 1 },
        { FaultClass.Denied, false, 403, "AccessDenied", 1 },
    };

    [Theory]
    [MemberData(nameof(OneBadObject))]
    public async Task CopyAsync_OneObjectFails_IsTriedAsOftenAsItsClassIsWorthAndTheRestGoesOn(
        FaultClass faultClass, bool atDestination, int status, string code, int requests)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Options.Tries = Tries;
        await scene.AddAsync("bad", 100);
        await scene.AddAsync("good", 100);
        using FaultRule rule = (atDestination ? scene.ToProxy : scene.FromProxy).Inject(
            request => request.Method == (atDestination ? "PUT" : "GET")
                && request.RawPath.EndsWith("/bad", StringComparison.Ordinal),
            Fault.Answer.S3Error(status, code));

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal((1, 1, requests), (result.ObjectsDone, result.ObjectsFailed, rule.Hits));
        DtnBox.Contracts.Fault fault = Assert.Single(result.Faults).Value.Example;
        Assert.Equal(faultClass, FaultClasses.Of(fault));
        Assert.NotEmpty(fault.NextStep);
    }

    [Theory]
    [InlineData(FaultClass.Throttled, 503, "SlowDown")]
    [InlineData(FaultClass.Denied, 403, "AccessDenied")]
    [InlineData(FaultClass.DestinationFull, 403, "QuotaExceeded")]
    [InlineData(FaultClass.Transient, 500, "InternalError")]
    public async Task CopyAsync_EveryObjectFails_EndsTheChunkAfterAFew(FaultClass faultClass, int status, string code)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Options.Tries = 1;
        scene.Options.ObjectsInFlight = 1;
        for (int i = 0; i < 20; i++)
        {
            await scene.AddAsync($"{i}", 100);
        }

        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method == "PUT", Fault.Answer.S3Error(status, code));

        StoreException exception = await Assert.ThrowsAsync<StoreException>(() => scene.CopyAsync());

        Assert.Equal(faultClass, FaultClasses.Of(exception.Fault));
        Assert.InRange(rule.Hits, 1, 5);
    }

    [Fact]
    public async Task CopyAsync_StoreSaysWhenToComeBack_IsHeard()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", 100);
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method == "PUT",
            Fault.Answer.S3Error(503, "SlowDown") with { RetryAfter = TimeSpan.FromSeconds(17) },
            times: 1);

        StoreException exception = await Assert.ThrowsAsync<StoreException>(() => scene.Destination.PutAsync(
            scene.To.Bucket, "out/one", [], new BytesBody([1]), careful: false, CancellationToken.None));

        Assert.Equal(TimeSpan.FromSeconds(17), exception.RetryAfter);
    }
}
