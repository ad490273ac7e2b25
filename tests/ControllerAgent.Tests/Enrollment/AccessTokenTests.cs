using DtnBox.ControllerAgent.Tests.Simulation;

namespace DtnBox.ControllerAgent.Tests.Enrollment;

public sealed class AccessTokenTests
{
    [Fact]
    public async Task Requests_ManyInARow_UseOneToken()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(
            controlPlane, state, handlers: ScriptedHandler.Endless());
        controlPlane.Queue.Offer("c1");

        await Until.TrueAsync(() => controlPlane.Queue.Reports.Count >= 5);

        Assert.Equal(1, controlPlane.Identities.Issued);
    }

    [Fact]
    public async Task Requests_TokenIsNoLongerAccepted_GoOnWithANewOne()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(
            controlPlane, state, handlers: ScriptedHandler.Endless());
        controlPlane.Queue.Offer("c1");
        await Until.TrueAsync(() => controlPlane.Queue.Reports.Any(report => report.Commands.Count == 1));

        controlPlane.Identities.Revoke();
        int before = controlPlane.Queue.Reports.Count;
        await Until.TrueAsync(() => controlPlane.Queue.Reports.Count >= before + 2);

        Assert.Equal(2, controlPlane.Identities.Issued);
    }

    [Fact]
    public async Task Requests_TokenAboutToExpire_TakeANewOneInTime()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        controlPlane.Identities.TokenLife = TimeSpan.FromSeconds(61);
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(
            controlPlane, state, handlers: ScriptedHandler.Endless());
        controlPlane.Queue.Offer("c1");

        await Until.TrueAsync(() => controlPlane.Identities.Issued >= 2);
    }
}
