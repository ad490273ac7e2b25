namespace DtnBox.ControllerAgent.Channel;

internal sealed partial class ProgressLoop
{
    [LoggerMessage(EventId = 3061, Message = "The control plane takes no reports, work in hand goes on: {Reason}")]
    private partial void LogNotHeard(LogLevel level, string reason);

    [LoggerMessage(3062, LogLevel.Information, "The control plane takes reports again after {Failures} that failed")]
    private partial void LogHeardAgain(int failures);
}
