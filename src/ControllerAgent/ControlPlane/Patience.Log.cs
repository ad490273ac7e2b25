namespace DtnBox.ControllerAgent.ControlPlane;

internal sealed partial class Patience
{
    // Ids 3000-3999 belong to the agent; 3000-3019 to its way to the control plane.
    [LoggerMessage(EventId = 3000, Message = "{Operation} waits for the control plane: {Reason}. Next try in {Delay}")]
    private partial void LogNotNow(LogLevel level, string operation, string reason, TimeSpan delay);

    [LoggerMessage(3001, LogLevel.Information, "{Operation} was answered after {Failures} failed tries")]
    private partial void LogAnsweredAgain(string operation, int failures);
}
