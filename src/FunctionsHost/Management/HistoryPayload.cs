using System.Text.Json.Nodes;
using DtnBox.DurableTask.Protocol;
using Event = DtnBox.DurableTask.Protocol.HistoryEvent.EventTypeOneofCase;

namespace DtnBox.FunctionsHost.Management;

/// <summary>A history in the JSON form of the management API: what was called is told with how it ended.</summary>
/// <remarks>Calls that have not ended yet stand where they were made.</remarks>
internal sealed class HistoryPayload(bool withOutput)
{
    private readonly Dictionary<int, (HistoryEvent Made, JsonObject Item)> _open = [];
    private readonly List<JsonObject> _items = [];

    public JsonArray Write(IEnumerable<HistoryEvent> history)
    {
        foreach (HistoryEvent e in history)
        {
            if (e.EventTypeCase is not (Event.OrchestratorStarted or Event.OrchestratorCompleted))
            {
                _items.Add(Item(e));
            }
        }

        return new JsonArray([.. _items]);
    }

    private JsonObject Item(HistoryEvent e)
    {
        var item = new JsonObject
        {
            ["EventType"] = e.EventTypeCase.ToString(),
            ["Timestamp"] = e.Timestamp.ToDateTime(),
        };
        switch (e.EventTypeCase)
        {
            case Event.ExecutionStarted:
                item["FunctionName"] = e.ExecutionStarted.Name;
                break;
            case Event.TaskScheduled:
                item["Name"] = e.TaskScheduled.Name;
                SetInput(item, e.TaskScheduled.Input);
                _open[e.EventId] = (e, item);
                break;
            case Event.SubOrchestrationInstanceCreated:
                item["Name"] = e.SubOrchestrationInstanceCreated.Name;
                item["InstanceId"] = e.SubOrchestrationInstanceCreated.InstanceId;
                SetInput(item, e.SubOrchestrationInstanceCreated.Input);
                _open[e.EventId] = (e, item);
                break;
            case Event.TaskCompleted:
                End(item, e.TaskCompleted.TaskScheduledId, e.TaskCompleted.Result);
                break;
            case Event.TaskFailed:
                End(item, e.TaskFailed.TaskScheduledId, null);
                SetFailure(item, e.TaskFailed.FailureDetails);
                break;
            case Event.SubOrchestrationInstanceCompleted:
                SubOrchestrationInstanceCompletedEvent completed = e.SubOrchestrationInstanceCompleted;
                End(item, completed.TaskScheduledId, completed.Result);
                break;
            case Event.SubOrchestrationInstanceFailed:
                End(item, e.SubOrchestrationInstanceFailed.TaskScheduledId, null);
                SetFailure(item, e.SubOrchestrationInstanceFailed.FailureDetails);
                break;
            case Event.ExecutionCompleted:
                item["OrchestrationStatus"] = StatusPayload.Name(e.ExecutionCompleted.OrchestrationStatus);
                SetResult(item, e.ExecutionCompleted.Result);
                SetFailure(item, e.ExecutionCompleted.FailureDetails);
                break;
            default:
                SetOwnMembers(item, e);
                break;
        }

        return item;
    }

    /// <summary>Events that are told as they are.</summary>
    private static void SetOwnMembers(JsonObject item, HistoryEvent e)
    {
        switch (e.EventTypeCase)
        {
            case Event.TimerCreated:
                item["FireAt"] = e.TimerCreated.FireAt.ToDateTime();
                break;
            case Event.TimerFired:
                item["FireAt"] = e.TimerFired.FireAt.ToDateTime();
                break;
            case Event.EventRaised:
                item["Name"] = e.EventRaised.Name;
                item["Input"] = StatusPayload.Value(e.EventRaised.Input);
                break;
            case Event.EventSent:
                item["Name"] = e.EventSent.Name;
                item["InstanceId"] = e.EventSent.InstanceId;
                break;
            case Event.ExecutionTerminated:
                item["Input"] = e.ExecutionTerminated.Input;
                break;
            case Event.ExecutionSuspended:
                item["Reason"] = e.ExecutionSuspended.Input;
                break;
            case Event.ExecutionResumed:
                item["Reason"] = e.ExecutionResumed.Input;
                break;
        }
    }

    private void End(JsonObject item, int callId, string? result)
    {
        if (_open.Remove(callId, out (HistoryEvent Made, JsonObject Item) call))
        {
            _items.Remove(call.Item);
            item["ScheduledTime"] = call.Made.Timestamp.ToDateTime();
            item["FunctionName"] = call.Item["Name"]?.DeepClone();
            foreach (string member in (string[])["InstanceId", "Input"])
            {
                if (call.Item[member] is { } value)
                {
                    item[member] = value.DeepClone();
                }
            }
        }

        SetResult(item, result);
    }

    private static void SetInput(JsonObject item, string? input)
    {
        if (input is not null)
        {
            item["Input"] = StatusPayload.Value(input);
        }
    }

    private void SetResult(JsonObject item, string? result)
    {
        if (withOutput && result is not null)
        {
            item["Result"] = StatusPayload.Value(result);
        }
    }

    private static void SetFailure(JsonObject item, TaskFailureDetails? failure)
    {
        if (failure is not null)
        {
            item["Reason"] = failure.ErrorMessage;
            item["FailureDetails"] = Failure(failure);
        }
    }

    private static JsonObject Failure(TaskFailureDetails details) => new()
    {
        ["ErrorType"] = details.ErrorType,
        ["ErrorMessage"] = details.ErrorMessage,
        ["StackTrace"] = details.StackTrace,
        ["IsNonRetriable"] = details.IsNonRetriable,
        ["InnerFailure"] = details.InnerFailure is { } inner ? Failure(inner) : null,
    };
}
