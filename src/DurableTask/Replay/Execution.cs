using DtnBox.DurableTask.Protocol;
using Event = DtnBox.DurableTask.Protocol.HistoryEvent.EventTypeOneofCase;
using Kind = DtnBox.DurableTask.Protocol.OrchestratorAction.OrchestratorActionTypeOneofCase;

namespace DtnBox.DurableTask.Replay;

/// <summary>Plays a history to an orchestrator's code.</summary>
/// <remarks>
/// 1. Past events, then new ones; after each, the code runs on until everything it awaits is open.
/// 2. An event that says "this was asked for" must match what the code asked for; one with a result wakes the code.
/// 3. While suspended, events queue up; only the end and the resumption get through.
/// 4. When all events are played and the code has returned or thrown, the end is one more action.
/// </remarks>
internal sealed class Execution(
    ReplayedContext context,
    OrchestratorThread thread,
    ITaskOrchestrator orchestrator,
    DataConverter converter)
{
    /// <summary>Hosts note timers of their own in a history by this number.</summary>
    private const int HostTimerId = -100;

    private readonly Queue<HistoryEvent> _whileSuspended = new();
    private bool _suspended;
    private Task<object?>? _code;

    public void Replay(IEnumerable<HistoryEvent> past, IEnumerable<HistoryEvent> recent)
    {
        try
        {
            PlayAll(past);
            context.EndReplay();
            PlayAll(recent);
            VerifyProgress();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Not thrown by the code's own task: it broke a rule, or an "async void" of it threw. It cannot go on.
            context.Actions.Complete(Completion.Failed(failure, context.Next));
            return;
        }

        if (_code is { IsCompleted: true } && !_suspended)
        {
            context.Actions.Complete(Completion.Of(_code, context.Next, converter));
        }
    }

    private void PlayAll(IEnumerable<HistoryEvent> events)
    {
        foreach (HistoryEvent item in events)
        {
            thread.Run(() => Play(item));
        }
    }

    private void Play(HistoryEvent item)
    {
        switch (item.EventTypeCase)
        {
            case Event.OrchestratorStarted when item.Timestamp is not null:
                context.SetClock(item.Timestamp);
                break;
            case Event.ExecutionTerminated:
                context.Actions.Complete(Completion.Terminated(item.ExecutionTerminated.Input));
                break;
            case Event.ExecutionResumed:
                Resume();
                break;
            case Event.ExecutionSuspended when !_suspended && !context.Actions.IsComplete:
                _suspended = true;
                context.Actions.Suspend();
                break;
            case Event.ExecutionSuspended:
                break;
            case var _ when _suspended:
                _whileSuspended.Enqueue(item);
                break;
            case Event.ExecutionStarted:
                _code ??= StartAsync();
                break;
            case Event.EventRaised:
                Raise(item);
                break;
            default:
                PlayConfirmation(item);
                PlayResult(item);
                break;
        }
    }

    private void Resume()
    {
        if (!_suspended)
        {
            return;
        }

        _suspended = false;
        context.Actions.Resume();
        while (_whileSuspended.TryDequeue(out HistoryEvent? held))
        {
            Play(held);
            thread.RunReady();
        }
    }

    // Async, so that code which throws before its first await fails like code which throws after it.
    private async Task<object?> StartAsync() => await orchestrator.RunAsync(context, context.ReadInput(orchestrator.InputType));

    private void Raise(HistoryEvent item)
    {
        if (context.Next is { } next)
        {
            next.CarriedOver.Add(item);
        }
        else
        {
            context.Events.Raise(item.EventRaised.Name, item.EventRaised.Input);
        }
    }

    private void PlayConfirmation(HistoryEvent item)
    {
        switch (item.EventTypeCase)
        {
            case Event.TaskScheduled:
                context.Actions.Confirm(item.EventId, Kind.ScheduleTask, item.TaskScheduled.Name);
                break;
            case Event.SubOrchestrationInstanceCreated:
                context.Actions.Confirm(
                    item.EventId, Kind.CreateSubOrchestration, item.SubOrchestrationInstanceCreated.Name);
                break;
            case Event.EventSent:
                context.Actions.Confirm(item.EventId, Kind.SendEvent, item.EventSent.Name);
                break;
            case Event.TimerCreated when item.EventId != HostTimerId:
                context.Actions.Confirm(item.EventId, Kind.CreateTimer);
                break;
        }
    }

    private void PlayResult(HistoryEvent item)
    {
        switch (item.EventTypeCase)
        {
            case Event.TaskCompleted:
                CompleteActivity(item.TaskCompleted);
                break;
            case Event.TaskFailed:
                context.Calls.Fail(
                    item.TaskFailed.TaskScheduledId,
                    Kind.ScheduleTask,
                    FailureMapping.FromProtocol(item.TaskFailed.FailureDetails));
                break;
            case Event.SubOrchestrationInstanceCompleted:
                context.Calls.Complete(
                    item.SubOrchestrationInstanceCompleted.TaskScheduledId,
                    Kind.CreateSubOrchestration,
                    item.SubOrchestrationInstanceCompleted.Result);
                break;
            case Event.SubOrchestrationInstanceFailed:
                context.Calls.Fail(
                    item.SubOrchestrationInstanceFailed.TaskScheduledId,
                    Kind.CreateSubOrchestration,
                    FailureMapping.FromProtocol(item.SubOrchestrationInstanceFailed.FailureDetails));
                break;
            case Event.TimerFired:
                context.Calls.Complete(item.TimerFired.TimerId, Kind.CreateTimer);
                break;
        }
    }

    private void CompleteActivity(TaskCompletedEvent completed)
    {
        (string? result, TaskFailureDetails? failure) = ActivityResult.Read(completed.Result);
        if (failure is null)
        {
            context.Calls.Complete(completed.TaskScheduledId, Kind.ScheduleTask, result);
        }
        else
        {
            context.Calls.Fail(completed.TaskScheduledId, Kind.ScheduleTask, failure);
        }
    }

    private void VerifyProgress()
    {
        bool canBeWoken = context.Calls.Any || context.Events.AnyWaiter || _suspended || context.Actions.IsComplete;
        if (thread.SawForeignContinuation || (_code is { IsCompleted: false } && !canBeWoken))
        {
            throw new InvalidOperationException(
                $"Orchestrator '{context.Name}' awaits a task that its context did not make, such as Task.Run, Task.Delay"
                + " or I/O. Nothing that replays can wake it: move the work to an activity.");
        }
    }
}
