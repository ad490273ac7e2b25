namespace DtnBox.ControllerAgent.Channel;

internal sealed partial class AgentService
{
    [LoggerMessage(3063, LogLevel.Critical, "{Reason}")]
    private partial void LogNotEnrolled(string reason);

    [LoggerMessage(3160, LogLevel.Critical, "This agent was revoked and ends: {Reason}")]
    private partial void LogRevoked(string reason);

    [LoggerMessage(3064, LogLevel.Information, "Leaving: what was in hand is given to another agent, or to this one later")]
    private partial void LogLeft();
}
