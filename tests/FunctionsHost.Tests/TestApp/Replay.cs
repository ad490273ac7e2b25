using System.Text.Json;
using DtnBox.DurableTask.Protocol;
using Google.Protobuf.WellKnownTypes;

namespace DtnBox.TestApp;

/// <summary>Just enough of a worker to write test orchestrations with await. Texts are JSON, as on the wire.</summary>
internal sealed class Replay
{
    private readonly SortedDictionary<int, OrchestratorAction> _pending = [];
    private readonly Dictionary<int, TaskCompletionSource<string?>> _open = [];
    private readonly Dictionary<string, Queue<string?>> _buffered = [];
    private readonly Dictionary<string, Queue<TaskCompletionSource<string?>>> _waiting = [];
    private readonly List<HistoryEvent> _held = [];
    private int _nextId;
    private bool _suspended;
    private bool _ended;

    public DateTimeOffset Now { get; private set; }

    public string InstanceId { get; private set; } = "";

    public string? CustomStatus { get; set; }

    public static OrchestratorResponse Run(OrchestratorRequest request, Func<Replay, string?, Task<string?>> orchestrator)
    {
        var replay = new Replay { InstanceId = request.InstanceId };
        foreach (HistoryEvent e in request.PastEvents.Concat(request.NewEvents))
        {
            replay.Take(e, orchestrator);
        }

        foreach (OrchestratorAction action in replay._pending.Values)
        {
            action.CompleteOrchestration?.CarryoverEvents.AddRange(replay.Carryover());
        }

        var response = new OrchestratorResponse { InstanceId = request.InstanceId, CustomStatus = replay.CustomStatus };
        response.Actions.AddRange(replay._suspended
            ? replay._pending.Values.Where(action => action.CompleteOrchestration is not null)
            : replay._pending.Values);
        return response;
    }

    public Task<string?> CallActivity(string name, string? input)
        => Begin(new OrchestratorAction { ScheduleTask = new ScheduleTaskAction { Name = name, Input = input } });

    public Task<string?> CallChild(string name, string id, string? input)
        => Begin(new OrchestratorAction
        {
            CreateSubOrchestration = new CreateSubOrchestrationAction { Name = name, InstanceId = id, Input = input },
        });

    public Task<string?> Timer(DateTimeOffset at)
        => Begin(new OrchestratorAction
        {
            CreateTimer = new CreateTimerAction { FireAt = Timestamp.FromDateTimeOffset(at) },
        });

    public void SendEvent(string instanceId, string name, string? data)
        => _ = Begin(new OrchestratorAction
        {
            SendEvent = new SendEventAction
            {
                Instance = new OrchestrationInstance { InstanceId = instanceId },
                Name = name,
                Data = data,
            },
        });

    public Task<string?> WaitEvent(string name)
    {
        if (_buffered.TryGetValue(name, out Queue<string?>? queue) && queue.TryDequeue(out string? data))
        {
            return Task.FromResult(data);
        }

        var source = new TaskCompletionSource<string?>();
        (_waiting.TryGetValue(name, out var waiters) ? waiters : _waiting[name] = new()).Enqueue(source);
        return source.Task;
    }

    public void ContinueAsNew(string? input)
    {
        Complete(new CompleteOrchestrationAction
        {
            OrchestrationStatus = OrchestrationStatus.ContinuedAsNew,
            Result = input,
        });
    }

    // Also events that come after ContinueAsNew in the same turn are for the next generation.
    private IEnumerable<HistoryEvent> Carryover()
        => _buffered.SelectMany(named => named.Value.Select(data => new HistoryEvent
        {
            EventId = -1,
            Timestamp = Timestamp.FromDateTimeOffset(Now),
            EventRaised = new EventRaisedEvent { Name = named.Key, Input = data },
        }));

    private void Take(HistoryEvent e, Func<Replay, string?, Task<string?>> orchestrator)
    {
        if (_suspended && e.ExecutionResumed is null && e.ExecutionTerminated is null && e.OrchestratorStarted is null)
        {
            _held.Add(e);
            return;
        }

        switch (e.EventTypeCase)
        {
            case HistoryEvent.EventTypeOneofCase.OrchestratorStarted:
                Now = e.Timestamp.ToDateTimeOffset();
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionStarted:
                _ = RunUser(orchestrator, e.ExecutionStarted.Input);
                break;
            case HistoryEvent.EventTypeOneofCase.TaskScheduled:
            case HistoryEvent.EventTypeOneofCase.TimerCreated:
            case HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCreated:
            case HistoryEvent.EventTypeOneofCase.EventSent:
                _pending.Remove(e.EventId);
                break;
            case HistoryEvent.EventTypeOneofCase.TaskCompleted:
                End(e.TaskCompleted.TaskScheduledId, e.TaskCompleted.Result);
                break;
            case HistoryEvent.EventTypeOneofCase.TaskFailed:
                Fail(e.TaskFailed.TaskScheduledId, e.TaskFailed.FailureDetails);
                break;
            case HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCompleted:
                End(e.SubOrchestrationInstanceCompleted.TaskScheduledId, e.SubOrchestrationInstanceCompleted.Result);
                break;
            case HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceFailed:
                Fail(e.SubOrchestrationInstanceFailed.TaskScheduledId, e.SubOrchestrationInstanceFailed.FailureDetails);
                break;
            case HistoryEvent.EventTypeOneofCase.TimerFired:
                End(e.TimerFired.TimerId, null);
                break;
            case HistoryEvent.EventTypeOneofCase.EventRaised:
                Raise(e.EventRaised.Name, e.EventRaised.Input);
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionTerminated:
                Complete(new CompleteOrchestrationAction
                {
                    OrchestrationStatus = OrchestrationStatus.Terminated,
                    Result = e.ExecutionTerminated!.Input,
                });
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionSuspended:
                _suspended = true;
                break;
            case HistoryEvent.EventTypeOneofCase.ExecutionResumed:
                _suspended = false;
                HistoryEvent[] released = [.. _held];
                _held.Clear();
                Array.ForEach(released, later => Take(later, orchestrator!));
                break;
        }
    }

    private async Task RunUser(Func<Replay, string?, Task<string?>> orchestrator, string? input)
    {
        try
        {
            string? result = await orchestrator(this, input);
            Complete(new CompleteOrchestrationAction
            {
                OrchestrationStatus = OrchestrationStatus.Completed,
                Result = result,
            });
        }
        catch (Exception e)
        {
            Complete(new CompleteOrchestrationAction
            {
                OrchestrationStatus = OrchestrationStatus.Failed,
                Result = e.Message,
                FailureDetails = new TaskFailureDetails
                {
                    ErrorType = e.GetType().FullName,
                    ErrorMessage = e.Message,
                    InnerFailure = e.InnerException is { } inner
                        ? new TaskFailureDetails { ErrorType = inner.GetType().FullName, ErrorMessage = inner.Message }
                        : null,
                },
            });
        }
    }

    private Task<string?> Begin(OrchestratorAction action)
    {
        action.Id = _nextId++;
        _pending.Add(action.Id, action);
        var source = new TaskCompletionSource<string?>();
        _open.Add(action.Id, source);
        return source.Task;
    }

    private void End(int id, string? result)
    {
        if (_open.Remove(id, out TaskCompletionSource<string?>? source))
        {
            source.SetResult(result);
        }
    }

    private void Fail(int id, TaskFailureDetails? details)
    {
        if (_open.Remove(id, out TaskCompletionSource<string?>? source))
        {
            source.SetException(new InvalidOperationException(details is null ? "no details" : Describe(details)));
        }
    }

    private static string Describe(TaskFailureDetails details)
        => $"{details.ErrorType}: {details.ErrorMessage}"
            + (details.InnerFailure is { } inner ? $" <- {Describe(inner)}" : "");

    private void Raise(string name, string? data)
    {
        if (_waiting.TryGetValue(name, out var waiters) && waiters.TryDequeue(out TaskCompletionSource<string?>? source))
        {
            source.SetResult(data);
            return;
        }

        (_buffered.TryGetValue(name, out Queue<string?>? queue) ? queue : _buffered[name] = new()).Enqueue(data);
    }

    private void Complete(CompleteOrchestrationAction completion)
    {
        if (!_ended)
        {
            _ended = true;
            int id = _nextId++;
            _pending.Add(id, new OrchestratorAction { Id = id, CompleteOrchestration = completion });
        }
    }

    public static string Json<T>(T value) => JsonSerializer.Serialize(value);

    public static T Parse<T>(string? json) => JsonSerializer.Deserialize<T>(json ?? "null")!;
}
