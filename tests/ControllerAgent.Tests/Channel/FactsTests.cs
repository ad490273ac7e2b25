using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.Channel;
using DtnBox.ControllerAgent.Tests.Simulation;
using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent.Tests.Channel;

public sealed class FactsTests
{
    [Fact]
    public async Task Start_OfAnAgent_TellsItsMachine()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state);
        await Until.TrueAsync(() => !controlPlane.Facts.IsEmpty);
        AgentFacts facts = controlPlane.Facts.First();
        Assert.Equal((Environment.MachineName, Environment.ProcessorCount), (facts.HostName, facts.Cores));
        Assert.InRange(facts.State!.FreeBytes, 1, facts.State.TotalBytes);
        Assert.Null(facts.Store);
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/no/such/directory", false)]
    [InlineData("", false)]
    public void Read_StoreDirectory_IsToldWhenItCanBeRead(string directory, bool told)
    {
        var options = new AgentOptions { StateDirectory = "/", StoreDirectory = directory };
        AgentFacts facts = new HostFacts(Options.Create(options), TimeProvider.System).Read();
        Assert.Equal(told, facts.Store is not null);
    }
}
