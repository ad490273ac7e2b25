using System.Text.Json;
using DtnBox.Contracts;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.Functions.Tests.Transfers;

/// <summary>
/// Plays the host for one orchestration, turn by turn, in memory. Each turn is replayed twice from its full history,
/// so an orchestrator that is not deterministic fails every test that uses this.
/// </summary>
internal sealed class OrchestrationDriver(
    Func<ITaskOrchestrator> make, string name, string instanceId, object input, Func<string, JsonElement, object?> activity)
{
    private static readonly ServiceProvider Worker = new ServiceCollection()
        .AddSingleton(new DurableTaskShimFactory(
            new DurableTaskWorkerOptions { DataConverter = new JsonDataConverter(ContractJson.Options) }))
        .BuildServiceProvider();

    private static readonly DateTime Start = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    private readonly Queue<HistoryEvent> _inbox = new();
    private List<HistoryEvent> _history = [];
    private SortedDictionary<DateTime, int> _timers = [];
    private DateTime _now = Start;

    public OrchestrationStatus? Status { get; private set; }

    public string? Result { get; private set; }

    public int Generations { get; private set; } = 1;

    public int LongestHistory { get; private set; }

    public void Begin() => _inbox.Enqueue(Started(JsonSerializer.Serialize(input, ContractJson.Options)));

    /// <summary>Gets how many events were raised.</summary>
    public int Events { get; private set; }

    public void Raise(string eventName, object payload)
    {
        Events++;
        _inbox.Enqueue(new HistoryEvent
        {
            EventId = -1,
            Timestamp = Timestamp.FromDateTime(_now),
            EventRaised = new EventRaisedEvent
            {
                Name = eventName,
                Input = JsonSerializer.Serialize(payload, ContractJson.Options),
            },
        });
    }

    /// <summary>Runs turns until the orchestration has ended or waits for an event that nobody has raised.</summary>
    /// <returns>False when nothing is left to do but fire a timer.</returns>
    public bool RunUntilIdle()
    {
        while (Status is null && _inbox.Count > 0)
        {
            Turn([.. Drain()]);
        }

        return _timers.Count == 0;
    }

    /// <summary>Moves the clock to the next timer and fires it.</summary>
    public void FireNextTimer()
    {
        (DateTime due, int id) = _timers.First();
        _timers.Remove(due);
        _now = due > _now ? due : _now;
        _inbox.Enqueue(new HistoryEvent
        {
            EventId = -1,
            Timestamp = Timestamp.FromDateTime(_now),
            TimerFired = new TimerFiredEvent { TimerId = id, FireAt = Timestamp.FromDateTime(due) },
        });
    }

    private IEnumerable<HistoryEvent> Drain()
    {
        while (_inbox.TryDequeue(out HistoryEvent? message))
        {
            yield return message;
        }
    }

    private void Turn(HistoryEvent[] messages)
    {
        _now = _now.AddMilliseconds(37);
        var request = new OrchestratorRequest { InstanceId = instanceId };
        request.PastEvents.Add(_history);
        request.NewEvents.Add(new HistoryEvent
        {
            EventId = -1,
            Timestamp = Timestamp.FromDateTime(_now),
            OrchestratorStarted = new OrchestratorStartedEvent(),
        });
        request.NewEvents.Add(messages);
        OrchestratorResponse response = Run(request);
        Assert.Equal(response, Run(request));
        _history.AddRange(request.NewEvents);
        foreach (OrchestratorAction action in response.Actions)
        {
            Apply(action);
        }

        LongestHistory = Math.Max(LongestHistory, _history.Count);
    }

    /// <summary>The official worker's own replay.</summary>
    private OrchestratorResponse Run(OrchestratorRequest request) => OrchestratorResponse.Parser.ParseFrom(
        Convert.FromBase64String(GrpcOrchestrationRunner.LoadAndRun(
            Convert.ToBase64String(request.ToByteArray()), make(), Worker)));

    private void Apply(OrchestratorAction action)
    {
        switch (action.OrchestratorActionTypeCase)
        {
            case OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask:
                _history.Add(new HistoryEvent
                {
                    EventId = action.Id,
                    Timestamp = Timestamp.FromDateTime(_now),
                    TaskScheduled = new TaskScheduledEvent { Name = action.ScheduleTask.Name },
                });
                object? result = activity(action.ScheduleTask.Name, JsonElement.Parse(action.ScheduleTask.Input)[0]);
                _inbox.Enqueue(new HistoryEvent
                {
                    EventId = -1,
                    Timestamp = Timestamp.FromDateTime(_now),
                    TaskCompleted = new TaskCompletedEvent
                    {
                        TaskScheduledId = action.Id,
                        Result = result is null ? null : JsonSerializer.Serialize(result, ContractJson.Options),
                    },
                });
                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer:
                _history.Add(new HistoryEvent
                {
                    EventId = action.Id,
                    Timestamp = Timestamp.FromDateTime(_now),
                    TimerCreated = new TimerCreatedEvent { FireAt = action.CreateTimer.FireAt },
                });
                DateTime due = action.CreateTimer.FireAt.ToDateTime();
                while (!_timers.TryAdd(due, action.Id))
                {
                    due = due.AddTicks(1);
                }

                break;
            case OrchestratorAction.OrchestratorActionTypeOneofCase.CompleteOrchestration:
                Complete(action.CompleteOrchestration);
                break;
            default:
                throw new InvalidOperationException($"Unexpected action {action.OrchestratorActionTypeCase}.");
        }
    }

    private void Complete(CompleteOrchestrationAction completion)
    {
        if (completion.OrchestrationStatus != OrchestrationStatus.ContinuedAsNew)
        {
            Status = completion.OrchestrationStatus;
            Result = completion.Result ?? completion.FailureDetails?.ErrorMessage;
            return;
        }

        // What was still on its way belongs to the old generation, except events from outside.
        HistoryEvent[] late = [.. _inbox.Where(message => message.EventRaised is not null)];
        _inbox.Clear();
        _history = [];
        _timers = [];
        Generations++;
        _inbox.Enqueue(Started(completion.Result));
        foreach (HistoryEvent carried in completion.CarryoverEvents.Concat(late))
        {
            _inbox.Enqueue(carried);
        }
    }

    private HistoryEvent Started(string? json) => new()
    {
        EventId = -1,
        Timestamp = Timestamp.FromDateTime(_now),
        ExecutionStarted = new ExecutionStartedEvent
        {
            Name = name,
            Input = json,
            OrchestrationInstance = new OrchestrationInstance { InstanceId = instanceId, ExecutionId = $"e{Generations}" },
        },
    };
}
