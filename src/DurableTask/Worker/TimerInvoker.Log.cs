using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Worker;

internal sealed partial class TimerInvoker
{
    [LoggerMessage(1020, LogLevel.Error, "Timer function {Function} failed")]
    private partial void LogTimerFailed(string function, Exception failure);
}
