using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Tests.Commands;

public sealed class CommandQueueTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private readonly string _node = $"n{Guid.NewGuid():N}"[..12];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CommandQueue Queue => plane.Get<CommandQueue>();

    private CommandLeases Leases => plane.Get<CommandLeases>();

    [Fact]
    public async Task Schedule_Twice_GivesOneCommand()
    {
        RemoteCommand command = await PlanAsync("t1.1.Plan.1");
        Assert.Null(await Queue.ScheduleAsync(command, Cancel));
        Assert.Null(await Queue.ScheduleAsync(command, Cancel));
        Assert.Single(await LeaseAsync("a1", "s1"));
        Assert.Empty(await LeaseAsync("a1", "s1", held: command.Id));
    }

    [Fact]
    public async Task Schedule_AfterCompletion_GivesTheCompletionAndNoNewWork()
    {
        RemoteCommand command = await PlanAsync("t2.1.Plan.1");
        await Queue.ScheduleAsync(command, Cancel);
        LeasedCommand leased = Assert.Single(await LeaseAsync("a1", "s1"));
        await CompleteAsync(leased);

        CommandCompletion? known = await Queue.ScheduleAsync(command, Cancel);
        Assert.Equal(CommandOutcome.Succeeded, known?.Outcome);
        Assert.Empty(await LeaseAsync("a1", "s1"));
    }

    [Fact]
    public async Task Schedule_ByARunThatTookOver_MovesTheCompletionToIt()
    {
        RemoteCommand command = await PlanAsync("t3.1.Plan.1");
        await Queue.ScheduleAsync(command, Cancel);
        await Queue.ScheduleAsync(command with { InstanceId = "t3.2" }, Cancel);
        plane.Orchestrations.Instances["t3.2"] = OrchestrationRuntimeStatus.Running;
        await CompleteAsync(Assert.Single(await LeaseAsync("a1", "s1")));
        await plane.Get<CommandCompletions>().RaiseAsync(_node, command.Id, Cancel);
        Assert.Contains(
            plane.Orchestrations.Events,
            raised => raised.InstanceId == "t3.2" && raised.Name == $"CommandCompleted:{command.Id}");
    }

    [Fact]
    public async Task Lease_CarriesTheStoresThatTheInputNames()
    {
        await Queue.ScheduleAsync(await PlanAsync("t4.1.Plan.1"), Cancel);
        LeasedCommand leased = Assert.Single(await LeaseAsync("a1", "s1"));
        Assert.Equal($"secret-of-{_node}", leased.Stores[_node].SecretKey);
        Assert.Equal(1, leased.Deliveries);
    }

    [Fact]
    public async Task Lease_HeldByALiveAgent_IsNotGivenToAnother()
    {
        await Queue.ScheduleAsync(await PlanAsync("t5.1.Plan.1"), Cancel);
        Assert.Single(await LeaseAsync("a1", "s1"));
        Assert.Empty(await LeaseAsync("a2", "s2"));
    }

    [Fact]
    public async Task Lease_RunOut_IsGivenToAnotherAndTheFirstMustAbandon()
    {
        await Queue.ScheduleAsync(await PlanAsync("t6.1.Plan.1"), Cancel);
        LeasedCommand first = Assert.Single(await LeaseAsync("a1", "s1"));
        plane.Time.Advance(CommandLeases.LeaseTime);
        LeasedCommand second = Assert.Single(await LeaseAsync("a2", "s2"));
        Assert.Equal(2, second.Deliveries);
        Assert.Equal(Directive.Abandon, await ReportAsync("a1", first));
        Assert.Equal(Directive.Continue, await ReportAsync("a2", second));
    }

    [Fact]
    public async Task Lease_OfADeadProcessOfTheSameAgent_IsGivenOutAtOnce()
    {
        await Queue.ScheduleAsync(await PlanAsync("t7.1.Plan.1"), Cancel);
        Assert.Single(await LeaseAsync("a1", "before the crash"));
        Assert.Single(await LeaseAsync("a1", "after the crash"));
    }

    [Fact]
    public async Task Lease_WhoseAnswerWasLost_IsGivenToTheSameSessionAgain()
    {
        await Queue.ScheduleAsync(await PlanAsync("t14.1.Plan.1"), Cancel);
        LeasedCommand lost = Assert.Single(await LeaseAsync("a1", "s1"));
        LeasedCommand again = Assert.Single(await LeaseAsync("a1", "s1"));
        Assert.NotEqual(lost.LeaseId, again.LeaseId);
        Assert.Empty(await LeaseAsync("a1", "s1", held: again.Id));
    }

    [Fact]
    public async Task Lease_OldestFirst_WhateverTheTransfersAreCalled()
    {
        await Queue.ScheduleAsync(await PlanAsync("z.1.Plan.1"), Cancel);
        plane.Time.Advance(TimeSpan.FromSeconds(1));
        await Queue.ScheduleAsync(await PlanAsync("a.1.Plan.1"), Cancel);
        Assert.Equal("z.1.Plan.1", (await LeaseAsync("a1", "s1", max: 1))[0].Id);
    }

    [Fact]
    public async Task Report_RenewsTheLease()
    {
        await Queue.ScheduleAsync(await PlanAsync("t8.1.Plan.1"), Cancel);
        LeasedCommand leased = Assert.Single(await LeaseAsync("a1", "s1"));
        for (int i = 0; i < 3; i++)
        {
            plane.Time.Advance(CommandLeases.LeaseTime * 0.9);
            Assert.Equal(Directive.Continue, await ReportAsync("a1", leased));
        }

        Assert.Empty(await LeaseAsync("a2", "s2"));
    }

    [Fact]
    public async Task Stop_HeldCommand_IsOrderedByTheNextReport()
    {
        await Queue.ScheduleAsync(await PlanAsync("t9.1.Plan.1"), Cancel);
        LeasedCommand leased = Assert.Single(await LeaseAsync("a1", "s1"));
        Assert.Empty(await Queue.StopAsync(_node, "t9", Cancel).ToListAsync(Cancel));
        Assert.Equal(Directive.Stop, await ReportAsync("a1", leased));
    }

    [Fact]
    public async Task Stop_CommandThatNobodyHolds_EndsAtOnceAsStopped()
    {
        RemoteCommand command = await PlanAsync("t10.1.Plan.1");
        await Queue.ScheduleAsync(command, Cancel);
        Assert.Equal([command.Id], await Queue.StopAsync(_node, "t10", Cancel).ToListAsync(Cancel));
        Assert.Equal(CommandOutcome.Stopped, (await Queue.ScheduleAsync(command, Cancel))?.Outcome);
        Assert.Empty(await LeaseAsync("a1", "s1"));
    }

    [Fact]
    public async Task Stop_OneTransfer_LeavesOthersAlone()
    {
        await Queue.ScheduleAsync(await PlanAsync("t11.1.Plan.1"), Cancel);
        await Queue.ScheduleAsync(await PlanAsync("t111.1.Plan.1"), Cancel);
        await Queue.StopAsync(_node, "t11", Cancel).ToListAsync(Cancel);
        Assert.Equal("t111.1.Plan.1", Assert.Single(await LeaseAsync("a1", "s1")).Id);
    }

    [Fact]
    public async Task RaiseLost_ACompletionWhoseRaiseWasLost_IsRaisedLater()
    {
        RemoteCommand command = await PlanAsync("t12.1.Plan.1");
        await Queue.ScheduleAsync(command, Cancel);
        plane.Orchestrations.Instances[command.InstanceId] = OrchestrationRuntimeStatus.Running;
        await CompleteAsync(Assert.Single(await LeaseAsync("a1", "s1")));

        CommandCompletions completions = plane.Get<CommandCompletions>();
        await completions.RaiseLostAsync(_node, Cancel);
        Assert.DoesNotContain(plane.Orchestrations.Events, raised => raised.InstanceId == command.InstanceId);

        plane.Time.Advance(TimeSpan.FromSeconds(10));
        await completions.RaiseLostAsync(_node, Cancel);
        await completions.RaiseLostAsync(_node, Cancel);
        Assert.Single(plane.Orchestrations.Events, raised => raised.InstanceId == command.InstanceId);
    }

    [Fact]
    public async Task Clear_AfterATransferEnded_LeavesNoRow()
    {
        await Queue.ScheduleAsync(await PlanAsync("t13.1.Plan.1"), Cancel);
        await Queue.ScheduleAsync(await PlanAsync("t13.1.Plan.2"), Cancel);
        await CompleteAsync((await LeaseAsync("a1", "s1"))[0]);
        await Queue.ClearAsync(_node, "t13", Cancel);
        Assert.Empty(await plane.Get<StorageAccount>().Commands
            .QueryAsync<CommandRow>(row => row.PartitionKey == _node, cancellationToken: Cancel).ToListAsync(Cancel));
    }

    private async Task<RemoteCommand> PlanAsync(string id)
    {
        await plane.AddNodeAsync(_node);
        var place = new Location(_node, "data", string.Empty);
        var input = new PlanCopyInput(place, place with { Bucket = "other" }, new TransferSettings(), null, 1, 10);
        string transfer = id.Split('.')[0];
        return new RemoteCommand(
            id,
            _node,
            transfer,
            $"{transfer}.1",
            CommandNames.PlanCopy,
            JsonSerializer.SerializeToElement(input, ContractJson.Options));
    }

    private Task<IReadOnlyList<LeasedCommand>> LeaseAsync(string agent, string session, int max = 8, params string[] held)
        => Leases.LeaseAsync(new AgentId(_node, agent), new LeaseCommands(session, max, 0, held), Cancel);

    private async Task<Directive> ReportAsync(string agent, LeasedCommand leased)
    {
        ProgressAnswer answer = await Leases.ReportAsync(
            new AgentId(_node, agent),
            new ReportProgress("s", [new CommandProgress(leased.Id, leased.LeaseId, 0, 0)]),
            Cancel);
        return Assert.Single(answer.Directives).Directive;
    }

    private async Task CompleteAsync(LeasedCommand leased)
    {
        StorageAccount account = plane.Get<StorageAccount>();
        CommandRow row = (await account.Commands.FindAsync<CommandRow>(_node, CommandRow.Prefix + leased.Id, Cancel))!;
        OpenCommandRow open = (await account.Commands.FindAsync<OpenCommandRow>(
            _node, OpenCommandRow.Prefix + leased.Id, Cancel))!;
        row.Complete(leased.LeaseId, new CommandCompletion(CommandOutcome.Succeeded, null, null), plane.Time.GetUtcNow());
        Assert.True(await account.Commands.TrySubmitAsync(
            CommandCompletions.Move(row, open, plane.Time.GetUtcNow()), Cancel));
    }
}
