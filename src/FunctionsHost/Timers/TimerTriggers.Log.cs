namespace DtnBox.FunctionsHost.Timers;

internal sealed partial class TimerTriggers
{
    // Ids 1500-1599 belong to timer triggers.
    [LoggerMessage(1500, LogLevel.Debug, "Timer {Function} ran; next at {Next}")]
    private partial void LogRan(string function, DateTimeOffset next);

    [LoggerMessage(1501, LogLevel.Error, "Timer {Function} failed: {Reason}")]
    private partial void LogFailed(string function, string reason);
}
