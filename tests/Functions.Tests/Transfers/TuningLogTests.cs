using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Tuning;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class TuningLogTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private readonly string _transfer = $"t{Guid.NewGuid():N}";
    private readonly AgentId _agent = new($"n{Guid.NewGuid():N}"[..12], "0123");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TuningLog Log => plane.Get<TuningLog>();

    [Fact]
    public async Task Report_WithChanges_KeepsThemUnderTheAgentsName()
    {
        LeasedCommand leased = await LeaseAsync();
        Assert.Equal(_transfer, leased.TransferId);

        await ReportAsync(leased.Id, leased.LeaseId, Change(8, 16), Change(16, 32));
        await ReportAsync(leased.Id, leased.LeaseId, Change(32, 16));

        Page<TuningChange> page = await Log.PageAsync(_transfer, skip: 0, size: 10, Cancel);
        Assert.Equal(
            [Change(8, 16), Change(16, 32), Change(32, 16)], page.Items.Select(change => change with { Agent = null }));
        Assert.All(page.Items, change => Assert.Equal(_agent.ToString(), change.Agent));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Report_UnderALostLease_KeepsNothing()
    {
        LeasedCommand leased = await LeaseAsync();

        await ReportAsync(leased.Id, "another lease", Change(8, 16));

        Assert.Empty((await Log.PageAsync(_transfer, skip: 0, size: 10, Cancel)).Items);
    }

    [Fact]
    public async Task Page_OverSeveralDays_GoesOnWhereTheLastEnded()
    {
        for (int i = 1; i <= 5; i++)
        {
            await Log.AppendAsync(_transfer, _agent, [Change(i, i + 1)], Cancel);
            plane.Time.Advance(TimeSpan.FromHours(13));
        }

        Page<TuningChange> first = await Log.PageAsync(_transfer, skip: 0, size: 3, Cancel);
        Page<TuningChange> second = await Log.PageAsync(_transfer, int.Parse(first.Next!), size: 3, Cancel);

        Assert.Equal([1, 2, 3, 4, 5], first.Items.Concat(second.Items).Select(change => change.From));
        Assert.Null(second.Next);
    }

    private static TuningChange Change(int from, int to) => new(
        new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        new Uri("http://store.example:9000"),
        TuningKnob.PartsInFlight,
        from,
        to,
        $"parts in flight {from}→{to}: goodput rose 22 %");

    private async Task<LeasedCommand> LeaseAsync()
    {
        await plane.AddNodeAsync(_agent.NodeId);
        var place = new Location(_agent.NodeId, "data", string.Empty);
        var input = new CopyChunkInput(place, place, new TransferSettings(), 1, StoreCapabilities.Unknown, Recopy: false, TransferId: _transfer);
        await plane.Get<CommandQueue>().ScheduleAsync(
            new RemoteCommand(
                $"{_transfer}.1.CopyChunk.1.1",
                _agent.NodeId,
                _transfer,
                $"{_transfer}.1",
                CommandNames.CopyChunk,
                JsonSerializer.SerializeToElement(input, ContractJson.Options)),
            Cancel);
        return Assert.Single(await plane.Get<CommandLeases>().LeaseAsync(_agent, new LeaseCommands("s", 8, 0, []), Cancel));
    }

    private Task<ProgressAnswer> ReportAsync(string commandId, string leaseId, params TuningChange[] changes)
        => plane.Get<CommandLeases>().ReportAsync(
            _agent, new ReportProgress("s", [new CommandProgress(commandId, leaseId, 0, 0, changes)]), Cancel);
}
