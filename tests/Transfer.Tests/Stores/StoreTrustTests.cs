using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Probing;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Stores;

/// <summary>Each case by both ways to a store: the SDK's calls, and our own.</summary>
public sealed class StoreTrustTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_SignedByTheCaOfItsNode_IsTrusted()
    {
        await using TlsStore server = await TlsStore.StartAsync();
        using ObjectStore store = Open(server, server.CaPem);
        Assert.Empty((await store.ListAsync("b", "", null, 1, Cancel)).Objects);
        Assert.NotNull(await store.HeadAsync("b", "k", Cancel));
        await PathProbe.MeasureAsync(
            new ProbePathInput(new Location("n", "b", "")), Connection(server, server.CaPem), TimeProvider.System, Cancel);
    }

    [Fact]
    public async Task Call_OneOfSeveralCas_IsTrusted()
    {
        await using TlsStore server = await TlsStore.StartAsync();
        using ObjectStore store = Open(server, TlsStore.OtherCaPem() + "\n" + server.CaPem);
        Assert.NotNull(await store.HeadAsync("b", "k", Cancel));
    }

    [Theory]
    [InlineData(false, "none is entered at its node")]
    [InlineData(true, "not by what is entered at its node")]
    public async Task Call_WithoutItsCa_IsRefusedWithTheFix(bool otherCa, string expected)
    {
        await using TlsStore server = await TlsStore.StartAsync();
        string? ca = otherCa ? TlsStore.OtherCaPem() : null;
        foreach (Fault fault in await RefusalsAsync(server, ca))
        {
            Assert.Equal((FaultCodes.StoreUnreachable, false), (fault.Code, fault.Transient));
            Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
            Assert.Contains("dtnbox node ca NODE FILE", fault.NextStep, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Call_CertificateForAnotherName_IsRefusedEvenWithItsCa()
    {
        await using TlsStore server = await TlsStore.StartAsync(name: "other.example");
        foreach (Fault fault in await RefusalsAsync(server, server.CaPem))
        {
            Assert.Contains("is for other.example and not for 127.0.0.1", fault.Message, StringComparison.Ordinal);
            Assert.Contains("has one of these names", fault.NextStep, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Call_CertificateThatExpired_IsRefusedEvenWithItsCa()
    {
        await using TlsStore server = await TlsStore.StartAsync(validFor: TimeSpan.FromDays(-1));
        foreach (Fault fault in await RefusalsAsync(server, server.CaPem))
        {
            Assert.Contains("is not valid now", fault.Message, StringComparison.Ordinal);
            Assert.Contains("must renew it", fault.NextStep, StringComparison.Ordinal);
        }
    }

    private static async Task<IReadOnlyList<Fault>> RefusalsAsync(TlsStore server, string? ca)
    {
        using ObjectStore store = Open(server, ca);
        return
        [
            (await Assert.ThrowsAsync<StoreException>(() => store.ListAsync("b", "", null, 1, Cancel))).Fault,
            (await Assert.ThrowsAsync<StoreException>(() => store.HeadAsync("b", "k", Cancel))).Fault,
        ];
    }

    private static ObjectStore Open(TlsStore server, string? ca)
        => new(Connection(server, ca), new TransferOptions(), TimeProvider.System);

    private static StoreConnection Connection(TlsStore server, string? ca)
        => new(server.Address, "us-east-1", AddressingStyle.Path, "AK", "secret", ca);
}
