using DtnBox.Contracts.Transfers;
using DtnBox.ControllerAgent.Tests.Simulation;
using DtnBox.Transfer;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.ControllerAgent.Tests.Channel;

public sealed class TuningReportTests
{
    private static readonly TuningChange Change = new(
        new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        new Uri("http://store.example:9000"),
        TuningKnob.PartsInFlight,
        8,
        12,
        "parts in flight 8→12: goodput rose 22 %");

    [Fact]
    public async Task Report_SomethingWasTuned_TellsItOnceThoughTwoCommandsAreInHand()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state, handlers: ScriptedHandler.Endless());
        controlPlane.Queue.Offer("t1.one", transferId: "t1");
        controlPlane.Queue.Offer("t1.two", transferId: "t1");
        await Until.TrueAsync(() => controlPlane.Queue.Reports.Any(report => report.Commands.Count == 2));

        agent.Services.GetRequiredService<TransferLimits>().Outbox.Add("t1", Change);
        agent.Services.GetRequiredService<TransferLimits>().Outbox.Add("t2", Change);

        await Until.TrueAsync(() => Told(controlPlane).Count > 0);
        int reports = controlPlane.Queue.Reports.Count;
        await Until.TrueAsync(() => controlPlane.Queue.Reports.Count > reports + 1);
        Assert.Equal([Change], Told(controlPlane));
    }

    [Fact]
    public async Task Report_NotHeard_TellsItWithTheNext()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state, handlers: ScriptedHandler.Endless());
        controlPlane.Queue.Offer("t1.one", transferId: "t1");
        await Until.TrueAsync(() => controlPlane.Queue.Reports.Any(report => report.Commands.Count == 1));
        controlPlane.Fault = path => path.EndsWith("/progress", StringComparison.Ordinal) ? SimulatedFault.Away : null;
        agent.Services.GetRequiredService<TransferLimits>().Outbox.Add("t1", Change);
        int asked = controlPlane.Count("/progress");
        await Until.TrueAsync(() => controlPlane.Count("/progress") > asked + 1);

        controlPlane.Fault = _ => null;

        await Until.TrueAsync(() => Told(controlPlane).Count > 0);
        Assert.Equal([Change], Told(controlPlane));
    }

    private static List<TuningChange> Told(ControlPlaneSimulator controlPlane)
        => [.. controlPlane.Queue.Reports.SelectMany(report => report.Commands).SelectMany(command => command.Tuning ?? [])];
}
