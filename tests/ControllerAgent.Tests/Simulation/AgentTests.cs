using DtnBox.ControllerAgent.Commands;

namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>Tests of agents, one after the other, that share a state directory and a simulated control plane.</summary>
public abstract class AgentTests : IAsyncLifetime
{
    /// <summary>Gets the control plane; it runs as long as the test.</summary>
    protected ControlPlaneSimulator ControlPlane { get; private set; } = null!;

    private protected TemporaryDirectory State { get; } = new();

    public async ValueTask InitializeAsync() => ControlPlane = await ControlPlaneSimulator.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await ControlPlane.DisposeAsync();
        State.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<AgentUnderTest> StartAsync() => AgentUnderTest.StartAsync(ControlPlane, State);

    private protected Task<AgentUnderTest> StartAsync(ICommandHandler handler, int maxCommands = 8)
        => AgentUnderTest.StartAsync(ControlPlane, State, maxCommands: maxCommands, handlers: handler);
}
