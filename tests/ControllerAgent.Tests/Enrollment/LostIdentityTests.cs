using DtnBox.ControllerAgent.Enrollment;
using DtnBox.ControllerAgent.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DtnBox.ControllerAgent.Tests.Enrollment;

/// <summary>An agent that lost what proves who it is begins anew, and says so instead of knocking for ever.</summary>
public sealed class LostIdentityTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _state = new();

    public async ValueTask InitializeAsync()
    {
        await using ControlPlaneSimulator before = await ControlPlaneSimulator.StartAsync();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(before, _state);
        await Until.TrueAsync(() => !before.Queue.Leases.IsEmpty);
    }

    public ValueTask DisposeAsync()
    {
        _state.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Start_KeyLost_NeedsANewCode()
    {
        File.Delete(InState("key.pem"));
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, _state, code: null);

        await Until.TrueAsync(() => agent.Stopping.IsCancellationRequested);

        Assert.Equal(ExitCodes.NotEnrolled, agent.Services.GetRequiredService<AgentExit>().Code);
        (_, _, string text) = Assert.Single(agent.Log.Events, entry => entry.Level == LogLevel.Critical);
        Assert.Contains("dtnbox node enroll", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_KeyLostAndANewCode_EnrollsAnew()
    {
        string key = await File.ReadAllTextAsync(InState("key.pem"), TestContext.Current.CancellationToken);
        File.Delete(InState("key.pem"));
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, _state);

        await Until.TrueAsync(() => !controlPlane.Queue.Leases.IsEmpty);

        Assert.Single(controlPlane.Identities.Enrolments);
        Assert.NotEqual(key, await File.ReadAllTextAsync(InState("key.pem"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_KeyGarbled_SaysWhichFileAndWhatHelps()
    {
        await File.WriteAllTextAsync(InState("key.pem"), "-----BEGIN", TestContext.Current.CancellationToken);
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();

        StateDirectoryException fault = await Assert.ThrowsAsync<StateDirectoryException>(
            () => AgentUnderTest.StartAsync(controlPlane, _state));

        Assert.Contains("key.pem", fault.Message, StringComparison.Ordinal);
        Assert.Contains("dtnbox node enroll", fault.Message, StringComparison.Ordinal);
        Assert.Equal([fault.Message], StartFaults.In(fault));
    }

    private string InState(string file) => Path.Combine(_state.Path, file);
}
