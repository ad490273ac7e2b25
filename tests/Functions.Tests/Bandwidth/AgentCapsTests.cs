using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Tests.Bandwidth;

public sealed class AgentCapsTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private readonly string _node = $"n{Guid.NewGuid():N}"[..12];
    private readonly string _transfer = $"t{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CommandLeases Leases => plane.Get<CommandLeases>();

    private TransferStore Transfers => plane.Get<TransferStore>();

    [Fact]
    public async Task Caps_NothingIsCapped_AreEmpty()
    {
        await ScheduleAsync(chunks: 1);
        await LeaseAsync("one");

        BandwidthCaps caps = await Leases.CapsAsync(new AgentId(_node, "one"), Cancel);

        Assert.Empty(caps.Transfers);
        Assert.Null(caps.Node);
    }

    [Fact]
    public async Task Caps_ChangedWhileItRuns_ComeWithTheNextReport()
    {
        await ScheduleAsync(chunks: 1);
        LeasedCommand leased = await LeaseAsync("one");

        await CapAsync(new BandwidthPlan(5000));
        BandwidthCaps? capped = await ReportAsync("one", leased);
        await CapAsync(null);
        BandwidthCaps? lifted = await ReportAsync("one", leased);

        Assert.Equal(5000, capped?.Transfers[_transfer]);
        Assert.Equal([], lifted?.Transfers);
    }

    [Fact]
    public async Task Caps_SeveralAgentsCarryTheTransfer_AreDividedAmongThem()
    {
        await ScheduleAsync(chunks: 3);
        await CapAsync(new BandwidthPlan(6000));
        await plane.Get<NodeDirectory>().SetBandwidthAsync(_node, new BandwidthPlan(4000), Cancel);
        LeasedCommand one = await LeaseAsync("one");
        LeasedCommand two = await LeaseAsync("two");
        await LeaseAsync("two");

        Assert.Equal((3000, 2000), Both(await ReportAsync("one", one)));
        Assert.Equal((3000, 2000), Both(await ReportAsync("two", two)));

        // The other agent is gone for good.
        plane.Time.Advance(CommandLeases.LeaseTime);
        Assert.Equal((6000, 4000), Both(await ReportAsync("one", one)));
    }

    [Fact]
    public async Task Caps_WithATimetable_FollowTheClock()
    {
        await ScheduleAsync(chunks: 1);
        LeasedCommand leased = await LeaseAsync("one");
        var now = TimeOnly.FromDateTime(plane.Time.GetUtcNow().UtcDateTime);
        await CapAsync(new BandwidthPlan(9000, null, [new(null, now.AddMinutes(-1), now.AddMinutes(1), 2000)]));

        Assert.Equal(2000, (await ReportAsync("one", leased))?.Transfers[_transfer]);
        plane.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(9000, (await ReportAsync("one", leased))?.Transfers[_transfer]);
    }

    private async Task ScheduleAsync(int chunks)
    {
        await plane.AddNodeAsync(_node);
        var place = new Location(_node, "data", string.Empty);
        var row = new TransferRow { PartitionKey = TransferRow.Partition, RowKey = TransferRow.Prefix + _transfer, Owner = "ada" };
        row.SetLocations(place, place);
        row.SetSettings(new TransferSettings());
        await Transfers.InsertAsync(row, Cancel);
        for (int chunk = 1; chunk <= chunks; chunk++)
        {
            var input = new CopyChunkInput(place, place, new TransferSettings(), chunk, StoreCapabilities.Unknown, Recopy: false);
            await plane.Get<CommandQueue>().ScheduleAsync(
                new RemoteCommand(
                    $"{_transfer}.1.CopyChunk.{chunk}.1",
                    _node,
                    _transfer,
                    $"{_transfer}.1",
                    CommandNames.CopyChunk,
                    JsonSerializer.SerializeToElement(input, ContractJson.Options)),
                Cancel);
        }
    }

    private async Task<LeasedCommand> LeaseAsync(string agent)
        => Assert.Single(await Leases.LeaseAsync(new AgentId(_node, agent), new LeaseCommands(agent, 1, 0, Held()), Cancel));

    /// <summary>All there are: what is not held would be given out again.</summary>
    private List<string> Held()
        => [.. Enumerable.Range(1, 3).Select(chunk => $"{_transfer}.1.CopyChunk.{chunk}.1")];

    private async Task<BandwidthCaps?> ReportAsync(string agent, LeasedCommand leased)
        => (await Leases.ReportAsync(
            new AgentId(_node, agent), new ReportProgress(agent, [new CommandProgress(leased.Id, leased.LeaseId, 0, 0)]), Cancel)).Caps;

    private Task<TransferRow?> CapAsync(BandwidthPlan? plan) => Transfers.ChangeAsync(
        _transfer,
        row =>
        {
            row.SetSettings(row.GetSettings() with { Bandwidth = plan });
            return true;
        },
        Cancel);

    private (long? Transfer, long? Node) Both(BandwidthCaps? caps) => (caps?.Transfers[_transfer], caps?.Node);
}
