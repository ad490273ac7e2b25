using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Replay;
using DtnBox.DurableTask.Tests.Conformance;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Tests.Replay;

/// <summary>Plays turns to an orchestrator and keeps the history as a host does.</summary>
internal sealed class Turns<TInput, TOutput>(
    Func<TaskOrchestrationContext, TInput, Task<TOutput>> run, string? input = null, ILoggerFactory? loggers = null)
{
    private readonly List<HistoryEvent> _past = [];
    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public OrchestratorResponse Start(params HistoryEvent[] more) => Next(
    [
        new HistoryEvent
        {
            ExecutionStarted = new ExecutionStartedEvent
            {
                Name = "Sample",
                Input = input,
                OrchestrationInstance = new OrchestrationInstance { InstanceId = "i1", ExecutionId = "e1" },
            },
        },
        .. more,
    ]);

    /// <summary>One turn with these events, ten seconds after the last.</summary>
    public OrchestratorResponse Next(params HistoryEvent[] events)
    {
        _now = _now.AddSeconds(10);
        HistoryEvent[] recent = [new HistoryEvent { OrchestratorStarted = new OrchestratorStartedEvent() }, .. events];
        var request = new OrchestratorRequest { InstanceId = "i1" };
        request.PastEvents.Add(_past);
        foreach (HistoryEvent item in recent)
        {
            item.EventId = -1;
            item.Timestamp = Timestamp.FromDateTime(_now);
            request.NewEvents.Add(item);
        }

        OrchestratorResponse response = OrchestrationReplay.Run(
            request, new SampleOrchestrator<TInput, TOutput>(run), loggers: loggers);
        _past.AddRange(recent);
        _past.AddRange(response.Actions.Select(Turn.Confirmation).OfType<HistoryEvent>());
        return response;
    }
}

internal static class Turn
{
    public static HistoryEvent Completed(int id, string? result = null)
        => new() { TaskCompleted = new TaskCompletedEvent { TaskScheduledId = id, Result = result } };

    public static HistoryEvent Failed(int id, Protocol.TaskFailureDetails? details = null)
        => new() { TaskFailed = new TaskFailedEvent { TaskScheduledId = id, FailureDetails = details } };

    public static HistoryEvent Fired(int id) => new() { TimerFired = new TimerFiredEvent { TimerId = id } };

    public static HistoryEvent Raised(string name, string? input = null)
        => new() { EventRaised = new EventRaisedEvent { Name = name, Input = input } };

    public static HistoryEvent Suspended() => new() { ExecutionSuspended = new ExecutionSuspendedEvent() };

    public static HistoryEvent Resumed() => new() { ExecutionResumed = new ExecutionResumedEvent() };

    public static HistoryEvent Terminated(string reason)
        => new() { ExecutionTerminated = new ExecutionTerminatedEvent { Input = reason } };

    public static CompleteOrchestrationAction End(this OrchestratorResponse response)
        => response.Actions[^1].CompleteOrchestration
            ?? throw new InvalidOperationException($"Not at its end: {response}");

    /// <summary>What a host writes down for an action; inputs are not kept.</summary>
    public static HistoryEvent? Confirmation(OrchestratorAction action)
    {
        HistoryEvent? item = action.OrchestratorActionTypeCase switch
        {
            OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask => new HistoryEvent
            {
                TaskScheduled = new TaskScheduledEvent { Name = action.ScheduleTask.Name },
            },
            OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer => new HistoryEvent
            {
                TimerCreated = new TimerCreatedEvent { FireAt = action.CreateTimer.FireAt },
            },
            OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent => new HistoryEvent
            {
                EventSent = new EventSentEvent { Name = action.SendEvent.Name },
            },
            OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration => new HistoryEvent
            {
                SubOrchestrationInstanceCreated = new SubOrchestrationInstanceCreatedEvent
                {
                    Name = action.CreateSubOrchestration.Name,
                },
            },
            _ => null,
        };
        if (item is not null)
        {
            item.EventId = action.Id;
        }

        return item;
    }
}
