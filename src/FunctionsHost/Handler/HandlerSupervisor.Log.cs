namespace DtnBox.FunctionsHost.Handler;

internal sealed partial class HandlerSupervisor
{
    [LoggerMessage(1110, LogLevel.Information, "Handler process {ProcessId} started, expected at {Address}")]
    private partial void LogStarted(int processId, Uri address);

    [LoggerMessage(1111, LogLevel.Information, "Handler process {ProcessId} is ready")]
    private partial void LogReady(int processId);

    [LoggerMessage(1112, LogLevel.Warning, "Handler process {ProcessId} ended with exit code {ExitCode}: {Verdict}")]
    private partial void LogExited(int processId, int exitCode, HandlerExit verdict);

    [LoggerMessage(1113, LogLevel.Error, "Handler process {ProcessId} did not answer GET / within {Timeout}")]
    private partial void LogStartupTimedOut(int processId, TimeSpan timeout);

    [LoggerMessage(1114, LogLevel.Critical, "Handler failed {Failures} times within 30 minutes; the host stops")]
    private partial void LogGivingUp(int failures);

    [LoggerMessage(1115, LogLevel.Information, "Starting the handler again")]
    private partial void LogRestarting();

    [LoggerMessage(1116, LogLevel.Critical,
        "Cannot start the handler {Executable}: check customHandler.description in host.json and the execute bit")]
    private partial void LogCannotStart(Exception exception, string executable);

    [LoggerMessage(1117, LogLevel.Warning, "The handler keeps ending soon after its start; starting it again in {Delay}")]
    private partial void LogDelayed(TimeSpan delay);
}
