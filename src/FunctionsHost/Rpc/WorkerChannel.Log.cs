namespace DtnBox.FunctionsHost.Rpc;

internal sealed partial class WorkerChannel
{
    // What the worker logs by itself, at its own level.
    [LoggerMessage(EventId = 1132, Message = "worker {Category}: {Line} {Exception} {StackTrace}")]
    private partial void LogFromWorker(LogLevel level, string category, string line, string? exception, string? stackTrace);
}
