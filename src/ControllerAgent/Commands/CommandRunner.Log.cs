using DtnBox.Contracts.Agents;

namespace DtnBox.ControllerAgent.Commands;

internal sealed partial class CommandRunner
{
    // Ids 3040-3059 belong to the life of a command.
    [LoggerMessage(3040, LogLevel.Information, "{Command} {CommandId} started (delivery {Deliveries})")]
    private partial void LogStarted(string command, string commandId, int deliveries);

    [LoggerMessage(3041, LogLevel.Information, "{Command} {CommandId} ended: {Outcome}")]
    private partial void LogEnded(string command, string commandId, CommandOutcome outcome);

    [LoggerMessage(3042, LogLevel.Information, "{Command} {CommandId} was abandoned")]
    private partial void LogAbandoned(string command, string commandId);

    [LoggerMessage(3043, LogLevel.Information, "{Command} {CommandId} is no longer ours: {Reason}")]
    private partial void LogLeaseLost(string command, string commandId, string reason);

    [LoggerMessage(3044, LogLevel.Error, "{Command} {CommandId}: the control plane refused a request: {Title}")]
    private partial void LogRefused(string command, string commandId, string? title);

    [LoggerMessage(3045, LogLevel.Error, "{Command} {CommandId} broke")]
    private partial void LogBroke(Exception fault, string command, string commandId);
}
