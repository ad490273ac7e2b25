using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Testing;
using Fault = DtnBox.Testing.Fault;

namespace DtnBox.Transfer.Tests.Verifying;

public sealed class ChunkVerifierTests(S3Server server) : IClassFixture<S3Server>
{
    private const int Part = CopyScene.PartSize;

    [Fact]
    public async Task VerifyAsync_RightCopies_AreProvenByTheHashOfTheWhole()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] small = await scene.AddAsync("small", 1000);
        byte[] big = await scene.AddAsync("big", (2 * Part) + 3);
        byte[] empty = await scene.AddAsync("empty", 0);
        await scene.CopyAsync();

        ChunkResult result = await scene.VerifyAsync();

        long bytes = small.Length + big.Length;
        Assert.Equal((3, bytes, 0), (result.ObjectsDone, result.BytesDone, result.ObjectsFailed));
        Assert.Equal((3, bytes), (scene.Progress.ObjectsDone, scene.Progress.BytesDone));
        Assert.Equal(
            [
                ("in/big", CopyScene.Sha256(big)),
                ("in/empty", CopyScene.Sha256(empty)),
                ("in/small", CopyScene.Sha256(small)),
            ],
            scene.VerifiedLines.Select(line => (line.Key, line.Sha256!)).OrderBy(line => line.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task VerifyAsync_SecondTime_ReadsNothing()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("small", 1000);
        await scene.CopyAsync();
        await scene.VerifyAsync();

        ChunkResult result = await scene.VerifyAsync();

        Assert.Equal((1, 1000), (result.ObjectsDone, scene.Progress.BytesDone));
        Assert.Empty(scene.ToProxy.Requests);
    }

    [Fact]
    public async Task VerifyAsync_OneByteWrong_NamesTheObjectAndThePart()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await scene.AddAsync("big", (2 * Part) + 3);
        await scene.CopyAsync();
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method == "GET", new Fault.CorruptResponse(Part + 5), times: 1);

        ChunkResult result = await scene.VerifyAsync();

        Assert.Equal((0, 1), (result.ObjectsDone, result.ObjectsFailed));
        FaultSummary summary = result.Faults[FaultCodes.ChecksumMismatch];
        Assert.Equal("in/big", summary.ExampleKey);
        Assert.Contains("'out/big'", summary.Example.Message, StringComparison.Ordinal);
        Assert.Contains("part 2 ", summary.Example.Message, StringComparison.Ordinal);
        Assert.Equal(content, await scene.ReadCopyAsync("big"));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(Part + 1)]
    public async Task CopyAsync_RecopyOfWrongObjects_CopiesThemAgainAndTheNewCopyIsVerified(int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        byte[] content = await scene.AddAsync("wrong", size);
        await scene.AddAsync("right", 10);
        await scene.CopyAsync();
        await scene.PutAsync(scene.To.Bucket, "out/wrong", new byte[size]);
        Assert.Equal((1, 1), Counts(await scene.VerifyAsync()));
        Assert.Equal((2, 0), Counts(await scene.CopyAsync()));

        ChunkResult copied = await scene.CopyAsync(recopy: true);

        Assert.Equal((2, 0), Counts(copied));
        Assert.All(scene.Puts, put => Assert.EndsWith("/out/wrong", put.RawPath, StringComparison.Ordinal));
        Assert.Equal(content, await scene.ReadCopyAsync("wrong"));
        Assert.Equal((2, 0), Counts(await scene.CopyAsync(recopy: true)));
        Assert.Empty(scene.Puts);
        Assert.Equal((2, 0), Counts(await scene.VerifyAsync()));
        Assert.Single(scene.ToProxy.Requests);
    }

    [Fact]
    public async Task VerifyAsync_CopyDeleted_IsMissingAndComesBackByRecopy()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", 1000);
        await scene.CopyAsync();
        await server.Client.DeleteObjectAsync(scene.To.Bucket, "out/one");

        ChunkResult result = await scene.VerifyAsync();

        Assert.Equal("in/one", result.Faults[FaultCodes.DestinationMissing].ExampleKey);
        await scene.CopyAsync(recopy: true);
        Assert.Equal((1, 0), Counts(await scene.VerifyAsync()));
    }

    [Fact]
    public async Task VerifyAsync_ConnectionBreaks_GoesOnWhereItBroke()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("big", 2 * Part);
        await scene.CopyAsync();
        using FaultRule rule = scene.ToProxy.Inject(_ => true, new Fault.ResetDuringResponse(Part + 1000), times: 1);

        ChunkResult result = await scene.VerifyAsync();

        Assert.Equal((1, 0), Counts(result));
        Assert.Equal(2 * Part, scene.Progress.BytesDone);
        Assert.Equal(2, scene.ToProxy.Requests.Count);
        Assert.InRange(scene.ToProxy.Requests[1].ResponseBytes, 1, (2 * Part) - 1);
    }

    [Fact]
    public async Task VerifyAsync_CopyThatFailed_CountsAsFailed()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", 1000);
        await scene.AddAsync("gone", 1000);
        await server.Client.DeleteObjectAsync(scene.From.Bucket, "in/gone");
        await scene.CopyAsync();

        ChunkResult result = await scene.VerifyAsync();

        Assert.Equal((1, 1), Counts(result));
        Assert.Equal(FaultCodes.SourceDeleted, Assert.Single(result.Faults).Key);
    }

    [Fact]
    public async Task VerifyAsync_Stopped_ReturnsWhatWasProven()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", 1000);
        await scene.AddAsync("two", 1000);
        await scene.CopyAsync();
        var never = new TaskCompletionSource();
        using FaultRule hold = scene.ToProxy.Inject(
            request => request.RawPath.EndsWith("/two", StringComparison.Ordinal), new Fault.HoldUntil(never.Task));
        using var stop = new CancellationTokenSource();

        Task<ChunkResult> verify = scene.VerifyAsync(stop: stop.Token);
        await Eventually.ThatAsync(() => scene.Progress.ObjectsDone == 1, TimeSpan.FromSeconds(30), "one is proven");
        await stop.CancelAsync();

        Assert.Equal((1, 0), Counts(await verify));
        Assert.Equal("in/one", Assert.Single(scene.VerifiedLines).Key);
    }

    private static (long Done, long Failed) Counts(ChunkResult result) => (result.ObjectsDone, result.ObjectsFailed);
}
