using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Tests.Commands;

/// <summary>Records of commands that are removed while somebody schedules or leases them.</summary>
public sealed class ForgottenCommandTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private readonly string _node = $"n{Guid.NewGuid():N}"[..12];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CommandQueue Queue => plane.Get<CommandQueue>();

    [Fact]
    public async Task Forget_ScheduledAgainMeanwhile_LeavesTheNewOne()
    {
        RemoteCommand command = await SweepAsync("t1.1.Sweep");
        await Queue.ScheduleAsync(command, Cancel);
        await Queue.ForgetAsync(_node, command.Id, Cancel);
        Assert.Equal(command.Id, Assert.Single(await LeaseAsync()).Id);
    }

    [Fact]
    public async Task Lease_WhatHasNoRecordAnyMore_IsRemovedAndTheNextIsLeased()
    {
        RemoteCommand orphan = await SweepAsync("t2.1.Sweep");
        RemoteCommand next = await SweepAsync("t3.1.Sweep");
        await Queue.ScheduleAsync(orphan, Cancel);
        await Queue.ScheduleAsync(next, Cancel);
        await plane.Get<StorageAccount>().Commands.DeleteEntityAsync(
            _node, CommandRow.Prefix + orphan.Id, cancellationToken: Cancel);
        Assert.Equal(next.Id, Assert.Single(await LeaseAsync()).Id);
        Assert.Equal(next.Id, Assert.Single(await plane.Get<StorageAccount>().Commands
            .ReadRangeAsync<OpenCommandRow>(_node, OpenCommandRow.Prefix, cancellationToken: Cancel).ToListAsync(Cancel)).GetId());
    }

    private async Task<RemoteCommand> SweepAsync(string id)
    {
        await plane.AddNodeAsync(_node);
        return new RemoteCommand(
            id,
            _node,
            id.Split('.')[0],
            "instance",
            CommandNames.SweepUploads,
            JsonSerializer.SerializeToElement(new { store = new Location(_node, "data", string.Empty) }, ContractJson.Options));
    }

    private Task<IReadOnlyList<LeasedCommand>> LeaseAsync() => plane.Get<CommandLeases>().LeaseAsync(
        new AgentId(_node, "a1"), new LeaseCommands("s1", 8, 0, []), Cancel);
}
