using DtnBox.ControllerAgent.Tests.Simulation;

namespace DtnBox.ControllerAgent.Tests.Channel;

public sealed class LifeTests : AgentTests
{
    [Fact]
    public async Task Report_NothingInHand_IsStillSent()
    {
        await using AgentUnderTest agent = await StartAsync();
        await Until.TrueAsync(() => !ControlPlane.Queue.Reports.IsEmpty);
        Assert.Empty(ControlPlane.Queue.Reports.First().Commands);
    }

    [Fact]
    public async Task Report_ControlPlaneAway_WorkGoesOnAndIsReportedLater()
    {
        ScriptedHandler handler = ScriptedHandler.Endless();
        await using AgentUnderTest agent = await StartAsync(handler);
        ControlPlane.Queue.Offer("c1");
        await Until.TrueAsync(() => handler.Running == 1);

        ControlPlane.Fault = _ => SimulatedFault.Away;
        int before = ControlPlane.Count("/progress");
        await Until.TrueAsync(() => ControlPlane.Count("/progress") >= before + 3);
        Assert.Equal(1, handler.Running);
        ControlPlane.Fault = _ => null;
        await Until.TrueAsync(() => agent.Log.Events.Any(entry => entry.Id == 3062));

        Assert.Equal(1, handler.Runs);
        Assert.Contains(agent.Log.Events, entry => entry.Id == 3061);
    }

    [Fact]
    public async Task Stop_WithWorkInHand_LeavesWithinTwoSecondsAndCompletesNothing()
    {
        ScriptedHandler handler = ScriptedHandler.Endless();
        await using AgentUnderTest agent = await StartAsync(handler);
        ControlPlane.Queue.Offer("c1");
        await Until.TrueAsync(() => handler.Running == 1);

        await agent.StopAsync().WaitAsync(TimeSpan.FromSeconds(2), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(0, handler.Running);
        Assert.Empty(ControlPlane.Queue.Completions);
    }

    [Fact]
    public async Task Stop_HandlerThatDoesNotHeedStops_IsAbandonedAfterTwoSeconds()
    {
        var handler = new ScriptedHandler(async (_, cancel) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            return Commands.CommandEnding.Stopped;
        });
        await using AgentUnderTest agent = await StartAsync(handler);
        ControlPlane.Queue.Offer("c1");
        await Until.TrueAsync(() => handler.Running == 1);

        await agent.StopAsync().WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(0, handler.Running);
        Assert.Empty(ControlPlane.Queue.Completions);
    }

    [Fact]
    public async Task Log_OfAWholeLife_HasNoSecretInIt()
    {
        await using AgentUnderTest agent = await StartAsync(ScriptedHandler.Endless());
        ControlPlane.Queue.Offer("c1");
        await Until.TrueAsync(() => ControlPlane.Queue.Reports.Any(report => report.Commands.Count > 0));

        Assert.DoesNotContain(agent.Log.Events, entry => entry.Text.Contains(SimulatedIdentities.Code, StringComparison.Ordinal)
            || entry.Text.Contains("token-", StringComparison.Ordinal));
    }
}
