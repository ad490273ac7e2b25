namespace DtnBox.FunctionsHost.Worker;

internal sealed partial class WorkerSupervisor
{
    [LoggerMessage(1140, LogLevel.Information, "Worker process {ProcessId} is ready")]
    private partial void LogReady(int processId);

    [LoggerMessage(1141, LogLevel.Warning, "Worker process {ProcessId} ended; starting another")]
    private partial void LogEnded(int processId);

    [LoggerMessage(1142, LogLevel.Error, "The worker did not start. {Reason}")]
    private partial void LogStartFailed(string reason);

    [LoggerMessage(1143, LogLevel.Error, "Workers ended {Crashes} times within 30 minutes; the next is started in {Pause}")]
    private partial void LogTooManyCrashes(int crashes, TimeSpan pause);

    [LoggerMessage(1144, LogLevel.Warning, "Ended the worker that a former host left behind")]
    private partial void LogOrphan();
}
