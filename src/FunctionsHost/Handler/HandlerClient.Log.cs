namespace DtnBox.FunctionsHost.Handler;

internal sealed partial class HandlerClient
{
    [LoggerMessage(1120, LogLevel.Information, "function: {Line}")]
    private partial void LogLine(string line);

    [LoggerMessage(1121, LogLevel.Error, "Function {Function} exceeded functionTimeout {Timeout}; restarting the handler")]
    private partial void LogTimedOut(string function, TimeSpan timeout);
}
