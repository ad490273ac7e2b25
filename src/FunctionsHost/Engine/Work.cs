using DtnBox.DurableTask.Protocol;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>A message in an instance's inbox. Without an execution id it is for whichever execution is current.</summary>
internal sealed record InboxMessage(long Sequence, string? ExecutionId, HistoryEvent Event);

/// <summary>An activity to run: the TaskScheduled event with its input, and the execution that wants the result.</summary>
internal sealed record PendingActivity(string RowKey, string ExecutionId, HistoryEvent Scheduled);

/// <summary>A timer to fire: the TimerFired event to deliver.</summary>
internal sealed record PendingTimer(string RowKey, string ExecutionId, HistoryEvent Fired)
{
    public DateTimeOffset FireAt => Fired.TimerFired.FireAt.ToDateTimeOffset();
}

/// <summary>A message to another instance (or to the sender itself) that is not delivered yet.</summary>
internal sealed record PendingMessage(
    string RowKey, string SenderExecutionId, string TargetInstanceId, string? TargetExecutionId, HistoryEvent Event);
