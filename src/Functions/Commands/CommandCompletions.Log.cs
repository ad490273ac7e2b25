namespace DtnBox.Functions.Commands;

internal sealed partial class CommandCompletions
{
    [LoggerMessage(2100, LogLevel.Debug, "Completion of {CommandId}: orchestration {InstanceId} no longer waits for it")]
    private partial void LogWaiterGone(string commandId, string instanceId);

    [LoggerMessage(2101, LogLevel.Warning, "Completion of {CommandId} could not be raised; the timer will raise it again")]
    private partial void LogRaiseFailed(string commandId, Exception exception);

    [LoggerMessage(2102, LogLevel.Information, "Completion of {CommandId} was not seen to arrive: raising it again")]
    private partial void LogRaisingAgain(string commandId);
}
