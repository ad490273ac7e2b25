using DtnBox.DurableTask.Protocol;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Turns an orchestrator's actions into history events and work. Pure: a table of what each action becomes.</summary>
internal sealed class Turn(ExecutionStartedEvent started, DateTimeOffset now, bool storesInputs)
{
    private const string FireAndForgetTag = "FireAndForget";

    private readonly TurnOutcome _outcome = new();

    private string ExecutionId => started.OrchestrationInstance.ExecutionId;

    public TurnOutcome Apply(IEnumerable<OrchestratorAction> actions)
    {
        foreach (OrchestratorAction action in actions)
        {
            switch (action.OrchestratorActionTypeCase)
            {
                case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                    ScheduleTask(action.Id, action.ScheduleTask);
                    break;
                case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                    CreateTimer(action.Id, action.CreateTimer);
                    break;
                case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration:
                    CreateSubOrchestration(action.Id, action.CreateSubOrchestration);
                    break;
                case OrchestratorAction.OrchestratorActionTypeOneofCase.SendEvent:
                    SendEvent(action.Id, action.SendEvent);
                    break;
                case OrchestratorAction.OrchestratorActionTypeOneofCase.CompleteOrchestration:
                    Complete(action.Id, action.CompleteOrchestration);
                    break;
                default:
                    Complete(action.Id, Failure.Completion(
                        "System.NotSupportedException",
                        $"Action {action.OrchestratorActionTypeCase} is not supported."));
                    return _outcome;
            }
        }

        return _outcome;
    }

    private void ScheduleTask(int id, ScheduleTaskAction action)
    {
        HistoryEvent work = HistoryEvents.New(now, id);
        work.TaskScheduled = new TaskScheduledEvent
        {
            Name = action.Name,
            Version = action.Version,
            Input = action.Input,
        };
        HistoryEvent recorded = work;
        if (!storesInputs)
        {
            recorded = work.Clone();
            recorded.TaskScheduled.Input = null;
        }

        _outcome.Events.Add(recorded);
        _outcome.Activities.Add(new PendingActivity("", ExecutionId, work));
    }

    private void CreateTimer(int id, CreateTimerAction action)
    {
        HistoryEvent created = HistoryEvents.New(now, id);
        created.TimerCreated = new TimerCreatedEvent { FireAt = action.FireAt };
        _outcome.Events.Add(created);
        HistoryEvent fired = HistoryEvents.New(now);
        fired.TimerFired = new TimerFiredEvent { FireAt = action.FireAt, TimerId = id };
        _outcome.Timers.Add(new PendingTimer("", ExecutionId, fired));
    }

    private void CreateSubOrchestration(int id, CreateSubOrchestrationAction action)
    {
        HistoryEvent created = HistoryEvents.New(now, id);
        created.SubOrchestrationInstanceCreated = new SubOrchestrationInstanceCreatedEvent
        {
            InstanceId = action.InstanceId,
            Name = action.Name,
            Version = action.Version,
            Input = storesInputs ? action.Input : null,
        };
        _outcome.Events.Add(created);
        HistoryEvent childStarted = HistoryEvents.New(now);
        childStarted.ExecutionStarted = new ExecutionStartedEvent
        {
            Name = action.Name,
            Version = action.Version,
            Input = action.Input,
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = action.InstanceId,
                ExecutionId = Guid.NewGuid().ToString("N"),
            },
            ParentInstance = new ParentInstanceInfo
            {
                TaskScheduledId = id,
                Name = started.Name,
                Version = started.Version,
                OrchestrationInstance = started.OrchestrationInstance,
            },
        };
        foreach ((string name, string value) in started.Tags.Where(tag => tag.Key != FireAndForgetTag))
        {
            // Inherited, but for this one: it is about its bearer, whose own children do report to it.
            childStarted.ExecutionStarted.Tags[name] = value;
        }

        foreach ((string name, string value) in action.Tags)
        {
            childStarted.ExecutionStarted.Tags[name] = value;
        }

        Send(action.InstanceId, null, childStarted);
    }

    private void SendEvent(int id, SendEventAction action)
    {
        HistoryEvent sent = HistoryEvents.New(now, id);
        sent.EventSent = new EventSentEvent
        {
            InstanceId = action.Instance.InstanceId,
            Name = action.Name,
            Input = action.Data,
        };
        _outcome.Events.Add(sent);
        HistoryEvent raised = HistoryEvents.New(now);
        raised.EventRaised = new EventRaisedEvent { Name = action.Name, Input = action.Data };
        Send(action.Instance.InstanceId, action.Instance.ExecutionId, raised);
    }

    private void Complete(int id, CompleteOrchestrationAction action)
    {
        if (_outcome.Completion is not null)
        {
            // An execution ends once; a parent would hear of it twice.
            return;
        }

        _outcome.Completion = action;
        if (action.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew)
        {
            // Its history is not stored: the next generation begins in the same episode.
            return;
        }

        HistoryEvent completed = HistoryEvents.New(now, id);
        completed.ExecutionCompleted = new ExecutionCompletedEvent
        {
            OrchestrationStatus = action.OrchestrationStatus,
            Result = action.Result,
            FailureDetails = action.FailureDetails,
        };
        _outcome.Events.Add(completed);
        if (started.ParentInstance is { } parent && !started.Tags.ContainsKey(FireAndForgetTag)
            && action.OrchestrationStatus != OrchestrationStatus.Canceled)
        {
            OrchestrationInstance address = parent.OrchestrationInstance;
            Send(address.InstanceId, address.ExecutionId, NotifyParent(parent.TaskScheduledId, action));
        }
    }

    private HistoryEvent NotifyParent(int taskId, CompleteOrchestrationAction action)
    {
        HistoryEvent message = HistoryEvents.New(now);
        if (action.OrchestrationStatus == OrchestrationStatus.Completed)
        {
            message.SubOrchestrationInstanceCompleted =
                new SubOrchestrationInstanceCompletedEvent { TaskScheduledId = taskId, Result = action.Result };
        }
        else
        {
            message.SubOrchestrationInstanceFailed =
                new SubOrchestrationInstanceFailedEvent { TaskScheduledId = taskId, FailureDetails = action.FailureDetails };
        }

        return message;
    }

    private void Send(string targetInstanceId, string? targetExecutionId, HistoryEvent message)
        => _outcome.Messages.Add(new PendingMessage("", ExecutionId, targetInstanceId, targetExecutionId, message));
}
