using DtnBox.ControllerAgent.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.ControllerAgent.Tests.Enrollment;

public sealed class RevocationTests
{
    [Fact]
    public async Task Revoked_WithWorkInHand_EndsTheProcessWithItsOwnCode()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        ScriptedHandler handler = ScriptedHandler.Endless();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state, handlers: handler);
        controlPlane.Queue.Offer("c1");
        await Until.TrueAsync(() => handler.Running == 1);

        controlPlane.Identities.RevokeAgent();

        await Until.TrueAsync(() => agent.Stopping.IsCancellationRequested);
        await agent.StopAsync();
        Assert.Equal(ExitCodes.Revoked, agent.Services.GetRequiredService<AgentExit>().Code);
        Assert.Equal(0, handler.Running);
        Assert.Empty(controlPlane.Queue.Completions);
        Assert.Contains(agent.Log.Events, entry => entry.Id == 3160
            && entry.Text.Contains("Empty its state directory", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_OfARevokedAgent_EndsAtOnce()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using (AgentUnderTest before = await AgentUnderTest.StartAsync(controlPlane, state))
        {
            await Until.TrueAsync(() => !controlPlane.Queue.Reports.IsEmpty);
        }

        controlPlane.Identities.RevokeAgent();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state);
        await Until.TrueAsync(() => agent.Stopping.IsCancellationRequested);
        await agent.StopAsync();
        Assert.Equal(ExitCodes.Revoked, agent.Services.GetRequiredService<AgentExit>().Code);
    }

    [Fact]
    public async Task Refused_BySomebodyOnTheWay_EndsNothing()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        ScriptedHandler handler = ScriptedHandler.Endless();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state, handlers: handler);
        controlPlane.Queue.Offer("c1");
        await Until.TrueAsync(() => handler.Running == 1);

        // Not the code that means revoked, so perhaps a gateway's doing.
        controlPlane.Identities.Revoke();
        controlPlane.Fault = path => path.EndsWith("/token", StringComparison.Ordinal) ? SimulatedFault.Refused : null;
        int before = controlPlane.Count("/token");
        await Until.TrueAsync(() => controlPlane.Count("/token") >= before + 2);

        Assert.False(agent.Stopping.IsCancellationRequested);
        Assert.Equal(1, handler.Running);
    }
}
