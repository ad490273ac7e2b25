using DtnBox.Contracts;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Stores;

/// <summary>The answer to a HEAD has no body, a refusal neither: who must act is asked for by a GET.</summary>
public sealed class HeadTests(S3Server server) : IClassFixture<S3Server>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("InvalidAccessKeyId", FaultCodes.WrongKeys)]
    [InlineData("AccessDenied", FaultCodes.AccessDenied)]
    public async Task Head_Refused_TellsWrongKeysFromMissingRights(string code, string fault)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", 10);
        using FaultRule rule = scene.FromProxy.Inject(_ => true, DtnBox.Testing.Fault.Answer.S3Error(403, code));
        ObjectStore store = scene.NewStore(scene.FromProxy.Address, server.User);
        StoreException refused = await Assert.ThrowsAsync<StoreException>(() => store.HeadAsync(scene.From.Bucket, "in/one", Cancel));
        Assert.Equal(fault, refused.Fault.Code);
        refused = await Assert.ThrowsAsync<StoreException>(() => store.ReadClockAsync(scene.From.Bucket, Cancel));
        Assert.Equal(fault, refused.Fault.Code);
    }

    [Fact]
    public async Task Head_RefusedWhereAGetIsNot_StaysRefused()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.AddAsync("one", 10);
        using FaultRule rule = scene.FromProxy.Inject(
            request => request.Method == "HEAD", DtnBox.Testing.Fault.Answer.S3Error(403, "AccessDenied"));
        ObjectStore store = scene.NewStore(scene.FromProxy.Address, server.User);
        StoreException refused = await Assert.ThrowsAsync<StoreException>(() => store.HeadAsync(scene.From.Bucket, "in/one", Cancel));
        Assert.Equal(FaultCodes.AccessDenied, refused.Fault.Code);
    }
}
