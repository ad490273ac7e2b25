namespace DtnBox.FunctionsHost.Worker;

internal sealed partial class WorkerProcess
{
    // Ids 1130-1199 belong to the worker.
    [LoggerMessage(EventId = 1130, Message = "worker: {Line}")]
    private partial void LogOutput(LogLevel level, string line);
}
