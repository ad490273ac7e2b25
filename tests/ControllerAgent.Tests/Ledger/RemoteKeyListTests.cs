using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.ControllerAgent.ControlPlane;
using DtnBox.ControllerAgent.Enrollment;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.ControllerAgent.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.ControllerAgent.Tests.Ledger;

public sealed class RemoteKeyListTests : IAsyncLifetime
{
    private static readonly LeasedCommand Lease =
        new("c1", "PlanCopy", default, "lease-1", default, 1, new Dictionary<string, StoreConnection>());

    private static readonly string[] Keys =
        [.. Enumerable.Range(0, KeyListLimits.PageSize + 5).Select(i => $"key\n{i}\u2028ü")];

    private readonly TemporaryDirectory _state = new();
    private ControlPlaneSimulator _controlPlane = null!;
    private AgentUnderTest _agent = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _controlPlane = await ControlPlaneSimulator.StartAsync();
        _agent = AgentUnderTest.Create(_controlPlane, _state);
        await _agent.Services.GetRequiredService<Enroller>().EnsureEnrolledAsync(Cancel);
        foreach ((int page, string[] keys) in Keys.Chunk(KeyListLimits.PageSize).Index())
        {
            _controlPlane.Ledger.Streams[$"c1/keys/{page}"] = [JsonLines.PackOne(keys)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _controlPlane.DisposeAsync();
        _state.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(KeyListLimits.PageSize - 1)]
    [InlineData(KeyListLimits.PageSize)]
    [InlineData(KeyListLimits.PageSize + 4)]
    [InlineData(KeyListLimits.PageSize + 5)]
    public async Task Read_FromAPosition_GivesTheRest(int position)
        => Assert.Equal(Keys[position..], await ReadAsync(position));

    [Fact]
    public async Task Read_ALastPageThatIsFull_Ends()
    {
        _controlPlane.Ledger.Streams.Remove("c1/keys/1", out _);
        Assert.Equal(Keys[..KeyListLimits.PageSize], await ReadAsync(0));
    }

    [Fact]
    public async Task Read_AnswersThatBreakOff_GivesEachKeyOnce()
    {
        _controlPlane.Ledger.BreakOffAfter = 2000;
        Assert.Equal(Keys[7..], await ReadAsync(7));
    }

    [Fact]
    public async Task Read_LeaseLost_SaysSo()
    {
        _controlPlane.Ledger.LostLease = Lease.LeaseId;
        await Assert.ThrowsAsync<LeaseLostException>(() => ReadAsync(0));
    }

    private async Task<List<string>> ReadAsync(long position)
        => await new RemoteKeyList(_agent.Services.GetRequiredService<LedgerCalls>(), Lease)
            .ReadAsync(position, Cancel).ToListAsync(Cancel);
}
