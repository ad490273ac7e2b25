using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.Tests.Simulation;
using DtnBox.Transfer;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.ControllerAgent.Tests.Channel;

public sealed class CapsTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_WithCaps_HoldsForWhatIsSentFromThenOn(bool withTheLease)
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state, handlers: ScriptedHandler.Endless());
        TransferLimits limits = agent.Services.GetRequiredService<TransferLimits>();
        var caps = new BandwidthCaps(new Dictionary<string, long> { ["t1"] = 5000 }, Node: 7000);
        controlPlane.Queue.LeaseCaps = withTheLease ? caps : null;
        controlPlane.Queue.ReportCaps = withTheLease ? null : caps;

        controlPlane.Queue.Offer("t1.one", transferId: "t1");

        await Until.TrueAsync(() => limits.NodeCap == 7000 && limits.CapOf("t1") == 5000);
        controlPlane.Queue.ReportCaps = new BandwidthCaps(new Dictionary<string, long>());
        await Until.TrueAsync(() => limits.NodeCap is null && limits.CapOf("t1") is null);
    }
}
