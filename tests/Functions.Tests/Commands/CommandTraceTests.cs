using System.Diagnostics;
using System.Text.Json;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Testing.Telemetry;

namespace DtnBox.Functions.Tests.Commands;

public sealed class CommandTraceTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private readonly string _node = $"n{Guid.NewGuid():N}"[..12];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lease_OfACommand_CarriesTheTraceThatScheduledIt()
    {
        RemoteCommand command = NewCommand("tr1.1.Plan.1");
        string first = await ScheduleAsync(command);
        Assert.Equal(first, (await LeaseAsync()).Traceparent);
    }

    [Fact]
    public async Task Lease_OfACommandThatAnotherRunTookOver_CarriesTheTraceOfThatRun()
    {
        RemoteCommand command = NewCommand("tr2.1.Plan.1");
        await ScheduleAsync(command);
        string second = await ScheduleAsync(command with { InstanceId = "tr2.2" });
        Assert.Equal(second, (await LeaseAsync()).Traceparent);
    }

    [Fact]
    public async Task Lease_OfACommandThatWasScheduledAgain_KeepsTheFirstTrace()
    {
        RemoteCommand command = NewCommand("tr3.1.Plan.1");
        string first = await ScheduleAsync(command);
        await ScheduleAsync(command);
        Assert.Equal(first, (await LeaseAsync()).Traceparent);
    }

    [Fact]
    public void Instruments_OfTheControlPlane_AreThoseOnThePage()
        => Assert.Equal(
            InstrumentTable.Actual(CommandMeter.Name, typeof(CommandMeter)), InstrumentTable.Documented(CommandMeter.Name));

    private RemoteCommand NewCommand(string id)
        => new(id, _node, id.Split('.')[0], string.Join('.', id.Split('.')[..2]), "Test", JsonElement.Parse("{}"));

    private async Task<string> ScheduleAsync(RemoteCommand command)
    {
        using var activity = new Activity("activity:ScheduleCommands");
        activity.Start();
        await plane.Get<CommandQueue>().ScheduleAsync(command, Cancel);
        return activity.Id!;
    }

    private async Task<LeasedCommand> LeaseAsync() => Assert.Single(await plane.Get<CommandLeases>().LeaseAsync(
        new AgentId(_node, "a1"), new LeaseCommands("s1", 8, 0, []), Cancel));
}
