using DtnBox.ControllerAgent.Commands;
using DtnBox.ControllerAgent.Questions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>An agent in this process, as its program makes it, with command handlers of the test.</summary>
internal sealed class AgentUnderTest : IAsyncDisposable
{
    private readonly IHost _host;

    private AgentUnderTest(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public RecordedLog Log => _host.Services.GetRequiredService<RecordedLog>();

    public CancellationToken Stopping => _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    /// <summary>Makes an agent without starting it.</summary>
    public static AgentUnderTest Create(
        ControlPlaneSimulator controlPlane,
        TemporaryDirectory state,
        string? code = SimulatedIdentities.Code,
        int maxCommands = 8,
        params ICommandHandler[] handlers) => Create(controlPlane, state, question: null, code, maxCommands, handlers);

    private static AgentUnderTest Create(
        ControlPlaneSimulator controlPlane,
        TemporaryDirectory state,
        IQuestionHandler? question,
        string? code,
        int maxCommands,
        ICommandHandler[] handlers)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Agent:ControlPlane"] = controlPlane.Address.ToString(),
            ["Agent:StateDirectory"] = state.Path,
            ["Agent:EnrollmentCode"] = code,
            ["Agent:MaxCommands"] = $"{maxCommands}",
            ["Agent:Heartbeat"] = "00:00:00.2",
        });
        builder.Services.AddAgent();
        foreach (ICommandHandler handler in handlers)
        {
            builder.Services.AddSingleton(handler);
        }

        if (question is not null)
        {
            builder.Services.AddSingleton(question);
        }

        var log = new RecordedLog();
        builder.Services.AddSingleton(log);
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        return new AgentUnderTest(builder.Build());
    }

    public static async Task<AgentUnderTest> StartAsync(
        ControlPlaneSimulator controlPlane,
        TemporaryDirectory state,
        string? code = SimulatedIdentities.Code,
        int maxCommands = 8,
        params ICommandHandler[] handlers)
    {
        AgentUnderTest agent = Create(controlPlane, state, code, maxCommands, handlers);
        await agent._host.StartAsync();
        return agent;
    }

    /// <summary>Starts an agent that can answer a question.</summary>
    public static async Task<AgentUnderTest> StartAsync(
        ControlPlaneSimulator controlPlane,
        TemporaryDirectory state,
        IQuestionHandler question,
        int maxCommands = 8,
        params ICommandHandler[] handlers)
    {
        AgentUnderTest agent = Create(controlPlane, state, question, SimulatedIdentities.Code, maxCommands, handlers);
        await agent._host.StartAsync();
        return agent;
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
