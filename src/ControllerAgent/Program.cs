using DtnBox.ControllerAgent;
using DtnBox.ControllerAgent.Enrollment;
using DtnBox.ControllerAgent.Questions;
using DtnBox.Telemetry;
using Microsoft.Extensions.Options;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.AddDtnBoxTelemetry("dtnbox-agent");
builder.Services.AddAgent().AddCommandHandlers().AddQuestionHandlers();
using IHost host = builder.Build();
try
{
    // Before the host starts: what is wrong is then said in plain lines, not in a stack trace.
    host.Services.GetRequiredService<IStartupValidator>().Validate();
    host.Services.GetRequiredService<StateDirectory>();
}
catch (Exception fault) when (StartFaults.In(fault) is { Count: > 0 } faults)
{
    await Console.Error.WriteLineAsync("The agent cannot start:\n" + string.Join('\n', faults.Select(line => $"  {line}")));
    return ExitCodes.BadSettings;
}

AgentExit exit = host.Services.GetRequiredService<AgentExit>();
await host.RunAsync();
return exit.Code;
