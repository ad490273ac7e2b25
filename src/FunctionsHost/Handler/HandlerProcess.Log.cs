namespace DtnBox.FunctionsHost.Handler;

internal sealed partial class HandlerProcess
{
    // Ids 1000-1999 belong to the host; 1100-1199 to the handler process. Add, never renumber.
    [LoggerMessage(1100, LogLevel.Information, "handler: {Line}")]
    private partial void LogOutput(string line);

    [LoggerMessage(1101, LogLevel.Warning, "handler: {Line}")]
    private partial void LogWarningOutput(string line);

    [LoggerMessage(1102, LogLevel.Error, "handler: {Line}")]
    private partial void LogErrorOutput(string line);
}
