using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.Enrollment;
using DtnBox.ControllerAgent.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DtnBox.ControllerAgent.Tests.Enrollment;

public sealed class EnrollmentTests
{
    [Fact]
    public async Task Start_FirstTime_EnrollsAndKeepsItsIdentityPrivate()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state);

        await Until.TrueAsync(() => !controlPlane.Queue.Leases.IsEmpty);

        Assert.Equal(Environment.MachineName, Assert.Single(controlPlane.Identities.Enrolments).HostName);
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(state.Path));
        Assert.All(Directory.GetFiles(state.Path), file => Assert.Equal(owner, File.GetUnixFileMode(file)));
        Assert.Equal(["identity.json", "key.pem", "lock"], Directory.GetFiles(state.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Start_AnswerOfTheEnrolmentIsLost_RepeatsItWithTheSameKey()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        controlPlane.Fault = path => path.EndsWith("/enroll", StringComparison.Ordinal) && controlPlane.Count("/enroll") == 1
            ? SimulatedFault.AnswerLost
            : null;
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state);

        await Until.TrueAsync(() => !controlPlane.Queue.Leases.IsEmpty);

        EnrollAgent[] sent = [.. controlPlane.Identities.Enrolments];
        Assert.Equal(2, sent.Length);
        Assert.Equal(sent[0], sent[1]);
    }

    [Fact]
    public async Task Start_KilledBeforeTheAnswer_EnrollsWithTheSameKeyNextTime()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        controlPlane.Fault = path => path.EndsWith("/enroll", StringComparison.Ordinal) ? SimulatedFault.AnswerLost : null;
        await using (await AgentUnderTest.StartAsync(controlPlane, state))
        {
            await Until.TrueAsync(() => !controlPlane.Identities.Enrolments.IsEmpty);
        }

        controlPlane.Fault = _ => null;
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state);
        await Until.TrueAsync(() => !controlPlane.Queue.Leases.IsEmpty);

        Assert.Single(controlPlane.Identities.Enrolments.Select(sent => sent.PublicKey).Distinct());
    }

    [Fact]
    public async Task Start_SecondTime_NeedsNoCode()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using (await AgentUnderTest.StartAsync(controlPlane, state))
        {
            await Until.TrueAsync(() => controlPlane.Queue.Leases.Count == 1);
        }

        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state, code: null);
        await Until.TrueAsync(() => controlPlane.Queue.Leases.Count == 2);

        Assert.Single(controlPlane.Identities.Enrolments);
        Assert.Equal(2, controlPlane.Queue.Leases.Select(lease => lease.SessionId).Distinct().Count());
    }

    [Theory]
    [InlineData("wrong", "The code is not known.")]
    [InlineData(null, "dtnbox node enroll")]
    public async Task Start_NoIdentityToBeHad_EndsAndSaysWhatHelps(string? code, string help)
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state, code);

        await Until.TrueAsync(() => agent.Stopping.IsCancellationRequested);

        (_, _, string text) = Assert.Single(agent.Log.Events, entry => entry.Level == LogLevel.Critical);
        Assert.Contains(help, text, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.NotEnrolled, agent.Services.GetRequiredService<AgentExit>().Code);
    }

    [Fact]
    public async Task Start_ControlPlaneAway_WaitsForItAndSaysWhereItLooked()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        controlPlane.Fault = _ => SimulatedFault.Away;
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(controlPlane, state);
        await Until.TrueAsync(() => controlPlane.Count("/enroll") >= 2);
        Assert.Contains(agent.Log.Events, entry => entry.Id == 3000 && entry.Level == LogLevel.Warning
            && entry.Text.Contains(controlPlane.Address.Authority, StringComparison.Ordinal));

        controlPlane.Fault = _ => null;
        await Until.TrueAsync(() => !controlPlane.Queue.Leases.IsEmpty);
    }

    [Fact]
    public async Task Start_StateDirectoryOfARunningAgent_IsRefused()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        await using AgentUnderTest first = await AgentUnderTest.StartAsync(controlPlane, state);

        StateDirectoryException fault = await Assert.ThrowsAsync<StateDirectoryException>(
            () => AgentUnderTest.StartAsync(controlPlane, state));
        Assert.Contains("Another agent is using", fault.Message, StringComparison.Ordinal);
        Assert.Equal([fault.Message], StartFaults.In(fault));
    }
}
