using System.Text.Json.Nodes;
using DtnBox.DurableTask.Protocol;

namespace DtnBox.FunctionsHost.Management;

/// <summary>A history in the JSON form of the management API: what was scheduled is told with how it ended.</summary>
internal sealed class HistoryPayload(bool withOutput)
{
    private readonly Dictionary<int, HistoryEvent> _scheduled = [];

    public JsonArray Write(IEnumerable<HistoryEvent> history)
    {
        var items = new JsonArray();
        foreach (HistoryEvent e in history)
        {
            if (Item(e) is { } item)
            {
                items.Add((JsonNode)item);
            }
        }

        return items;
    }

    private JsonObject? Item(HistoryEvent e)
    {
        switch (e.EventTypeCase)
        {
            case HistoryEvent.EventTypeOneofCase.OrchestratorStarted or HistoryEvent.EventTypeOneofCase.OrchestratorCompleted:
                return null;
            case HistoryEvent.EventTypeOneofCase.TaskScheduled
                or HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCreated:
                _scheduled[e.EventId] = e;
                return null;
        }

        var item = new JsonObject
        {
            ["EventType"] = e.EventTypeCase.ToString(),
            ["Timestamp"] = e.Timestamp.ToDateTime(),
        };
        switch (e.EventTypeCase)
        {
            case HistoryEvent.EventTypeOneofCase.ExecutionStarted:
                item["FunctionName"] = e.ExecutionStarted.Name;
                break;
            case HistoryEvent.EventTypeOneofCase.TaskCompleted:
                End(item, e.TaskCompleted.TaskScheduledId, e.TaskCompleted.Result, null);
                break;
            case HistoryEvent.EventTypeOneofCase.TaskFailed:
                End(item, e.TaskFailed.TaskScheduledId, null, e.TaskFailed.FailureDetails);
                break;
            case HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCompleted:
                SubOrchestrationInstanceCompletedEvent sub = e.SubOrchestrationInstanceCompleted;
                End(item, sub.TaskScheduledId, sub.Result, null);
                break;
            case HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceFailed:
                SubOrchestrationInstanceFailedEvent failed = e.SubOrchestrationInstanceFailed;
                End(item, failed.TaskScheduledId, null, failed.FailureDetails);
                break;
            case HistoryEvent.EventTypeOneofCase.TimerCreated:
                item["FireAt"] = e.TimerCreated.FireAt.ToDateTime();
                break;
            case HistoryEvent.EventTypeOneofCase.TimerFired:
                item["FireAt"] = e.TimerFired.FireAt.ToDateTime();
                break;
            case HistoryEvent.EventTypeOneofCase.EventRaised:
                item["Name"] = e.EventRaised.Name;
                item["Input"] = StatusPayload.Value(e.EventRaised.Input);
                break;
            case HistoryEvent.EventTypeOneofCase.EventSent:
                item["Name"] = e.EventSent.Name;
                item["InstanceId"] = e.EventSent.InstanceId;
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionCompleted:
                item["OrchestrationStatus"] = StatusPayload.Name(e.ExecutionCompleted.OrchestrationStatus);
                SetResult(item, e.ExecutionCompleted.Result);
                break;
        }

        return item;
    }

    private void End(JsonObject item, int taskId, string? result, TaskFailureDetails? failure)
    {
        if (_scheduled.TryGetValue(taskId, out HistoryEvent? start))
        {
            item["ScheduledTime"] = start.Timestamp.ToDateTime();
            item["FunctionName"] = start.TaskScheduled?.Name ?? start.SubOrchestrationInstanceCreated.Name;
            if ((start.TaskScheduled?.Input ?? start.SubOrchestrationInstanceCreated?.Input) is { } input)
            {
                item["Input"] = StatusPayload.Value(input);
            }
        }

        SetResult(item, result);
        if (failure is not null)
        {
            item["Reason"] = failure.ErrorMessage;
            item["FailureDetails"] = Failure(failure);
        }
    }

    private void SetResult(JsonObject item, string? result)
    {
        if (withOutput && result is not null)
        {
            item["Result"] = StatusPayload.Value(result);
        }
    }

    private static JsonObject Failure(TaskFailureDetails details) => new()
    {
        ["ErrorType"] = details.ErrorType,
        ["ErrorMessage"] = details.ErrorMessage,
        ["StackTrace"] = details.StackTrace,
        ["InnerFailure"] = details.InnerFailure is { } inner ? Failure(inner) : null,
    };
}
