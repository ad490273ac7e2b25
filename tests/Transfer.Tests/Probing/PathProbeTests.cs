using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Testing;
using DtnBox.Transfer.Probing;
using DtnBox.Transfer.Stores;
using Fault = DtnBox.Testing.Fault;

namespace DtnBox.Transfer.Tests.Probing;

public sealed class PathProbeTests(S3Server server) : IClassFixture<S3Server>
{
    private static readonly ProbePathInput Input = new(new Location("b", "any-bucket", ""));

    [Fact]
    public async Task MeasureAsync_SlowStore_ShowsInFirstByteNotInRtt()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(server.Endpoint);
        using FaultRule rule = proxy.Inject(_ => true, new Fault.Delay(TimeSpan.FromMilliseconds(60)));

        ProbePathResult result = await PathProbe.MeasureAsync(
            Input, CopyScene.Connection(proxy.Address, server.User), TimeProvider.System, CancellationToken.None);

        Assert.InRange(result.RttMilliseconds, double.Epsilon, 50);
        Assert.InRange(result.FirstByteMilliseconds, 50, 5000);
        Assert.Equal(6, rule.Hits);
    }

    [Fact]
    public async Task MeasureAsync_NobodyThere_SaysSo()
    {
        var endpoint = new Uri($"http://127.0.0.1:{FreePort.Next()}");

        StoreException exception = await Assert.ThrowsAsync<StoreException>(() => PathProbe.MeasureAsync(
            Input, CopyScene.Connection(endpoint, server.User), TimeProvider.System, CancellationToken.None));

        Assert.Equal(FaultCodes.StoreUnreachable, exception.Fault.Code);
        Assert.Contains(endpoint.Authority, exception.Message, StringComparison.Ordinal);
    }
}
