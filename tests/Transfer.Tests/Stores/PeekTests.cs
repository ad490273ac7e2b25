using DtnBox.Testing;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Stores;

public sealed class PeekTests(S3Server server) : IClassFixture<S3Server>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public async Task Peek_AnyLength_SaysTheWholeSize(int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", size);
        ObjectStore store = scene.NewStore(scene.FromProxy.Address, server.User);
        Assert.Equal(size, (await store.PeekAsync(scene.From.Bucket, "in/one", Cancel))?.Size);
        Assert.Null(await store.PeekAsync(scene.From.Bucket, "in/none", Cancel));
    }

    [Fact]
    public async Task Peek_AnswerWithBytesAndNoSize_AsksByHead()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("empty", 0);
        using FaultRule rule = scene.FromProxy.Inject(request => request.Method == "GET", new Fault.Answer(206, "xx"));
        ObjectStore store = scene.NewStore(scene.FromProxy.Address, server.User);
        Assert.Equal(0L, (await store.PeekAsync(scene.From.Bucket, "in/empty", Cancel))?.Size);
    }
}
