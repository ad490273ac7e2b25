using System.Text;
using System.Text.Json;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.Hub.Histories;

/// <summary>Reads the history that the management API shows: events, most of them already joined with what scheduled them.</summary>
/// <remarks>
/// What is still open is left as TaskScheduled and SubOrchestrationInstanceCreated. Timers come as two events that share only
/// the time at which the timer is due. A rewind turns what it undid into GenericEvents without data.
/// </remarks>
internal sealed class HistoryReader
{
    private readonly HubInstance _instance;
    private readonly List<HistoryStep> _steps = [];
    private DateTimeOffset? _startedAt;
    private DateTimeOffset _lastAt;
    private int _generation;

    private HistoryReader(HubInstance instance) => _instance = instance;

    public static InstanceHistory Read(HubInstance instance)
    {
        var reader = new HistoryReader(instance);
        if (instance.History is { ValueKind: JsonValueKind.Array } events)
        {
            foreach (JsonElement item in events.EnumerateArray())
            {
                reader.Take(item);
            }
        }

        reader.AddWaiting();
        // The order is by beginning, not by end, so that what ran side by side stands side by side.
        return new InstanceHistory(
            instance, reader._startedAt, reader._generation, [.. reader._steps.OrderBy(step => step.BeganAt)]);
    }

    /// <summary>Says of an instance that goes on what it waits for, when no event does.</summary>
    private void AddWaiting()
    {
        if (_startedAt is not null && !_instance.HasEnded && !_steps.Exists(step => step.IsOpen))
        {
            string words = _instance.Status == nameof(HubStatus.Suspended)
                ? "held until it is resumed"
                : "waits for an event";
            Add(new HistoryStep(words, _lastAt) { IsOpen = true });
        }
    }

    private void Take(JsonElement item)
    {
        DateTimeOffset at = _lastAt = item.Time("Timestamp") ?? _lastAt;
        string type = item.Text("EventType") ?? "event of unknown type";
        string name = Name(item);
        switch (type)
        {
            case "OrchestratorStarted" or "OrchestratorCompleted":
                break;
            case "ExecutionStarted":
                Start(item, at);
                break;
            case "TaskScheduled":
                Add(new HistoryStep($"activity {name}", at) { IsOpen = !_instance.HasEnded });
                break;
            case "TaskCompleted" or "TaskFailed":
                Add(Ended(item, $"activity {name}", at, failed: type == "TaskFailed"));
                break;
            case "SubOrchestrationInstanceCreated":
                Add(new HistoryStep($"sub-orchestration {name}", at)
                {
                    IsOpen = !_instance.HasEnded, Child = new ChildCall(name, item.Text("InstanceId"), null),
                });
                break;
            case "SubOrchestrationInstanceCompleted" or "SubOrchestrationInstanceFailed":
                HistoryStep ended = Ended(item, $"sub-orchestration {name}", at, failed: type.EndsWith("Failed", StringComparison.Ordinal));
                Add(ended with { Child = new ChildCall(name, item.Text("InstanceId"), null) });
                break;
            case "TimerCreated":
                Add(new HistoryStep(TimerWords(item), at) { IsOpen = !_instance.HasEnded });
                break;
            case "TimerFired":
                Fire(item, at);
                break;
            case "EventRaised":
                Add(new HistoryStep($"event {name}, {Size(item.Member("Input"))}", at) { Result = item.Member("Input") });
                break;
            case "EventSent":
                Add(new HistoryStep($"sent event {name} to {item.Text("InstanceId") ?? "another instance"}", at) { Result = item.Member("Input") });
                break;
            case "ExecutionSuspended" or "ExecutionResumed" or "ExecutionTerminated":
                Add(new HistoryStep(Order(type, item), at));
                break;
            case "ContinueAsNew":
                Add(new HistoryStep("continued as new", at));
                break;
            case "ExecutionCompleted":
                Complete(item, at);
                break;
            case "GenericEvent":
                Add(new HistoryStep(item.Text("Data") is { Length: > 0 } data ? $"rewound: {data}" : "undone by a rewind", at));
                break;
            default:
                Add(new HistoryStep(name.Length > 0 ? $"{type} {name}" : type, at));
                break;
        }
    }

    private void Start(JsonElement item, DateTimeOffset at)
    {
        if (_startedAt is null)
        {
            (_startedAt, _generation) = (at, item.Count("Generation") ?? 0);
        }
        else
        {
            Add(new HistoryStep("began anew", at));
        }
    }

    private void Fire(JsonElement item, DateTimeOffset at)
    {
        string words = TimerWords(item);
        int created = _steps.FindIndex(step => step.Words == words && step.EndedAt is null);
        // Hosts stamp the event when they make it, which may be along with the timer; it fires when it is due, or later.
        DateTimeOffset fired = item.Time("FireAt") is { } due && due > at ? due : at;
        if (created < 0)
        {
            Add(new HistoryStep(words, fired));
        }
        else
        {
            _steps[created] = _steps[created] with { EndedAt = fired, IsOpen = false };
        }
    }

    private void Complete(JsonElement item, DateTimeOffset at)
    {
        string status = item.Text("OrchestrationStatus") ?? _instance.Status;
        StepFailure? failure = item.Member("FailureDetails") is null ? null : StepFailure.FromEvent(item);
        bool failed = status == nameof(HubStatus.Failed);
        if (failed && failure is null)
        {
            failure = new StepFailure(null, JsonWords.Line(item.Member("Result") ?? _instance.Output), null);
        }

        Add(new HistoryStep(status.ToLowerInvariant(), at)
        {
            Result = failed ? null : item.Member("Result"), Failure = failure,
        });
    }

    private void Add(HistoryStep step) => _steps.Add(step);

    private static HistoryStep Ended(JsonElement item, string words, DateTimeOffset at, bool failed)
        => new(failed ? $"{words} failed" : words, item.Time("ScheduledTime") ?? at)
        {
            EndedAt = at,
            Result = failed ? null : item.Member("Result"),
            Failure = failed ? StepFailure.FromEvent(item) ?? new StepFailure(null, "the host gives no reason", null) : null,
        };

    private static string Name(JsonElement item) => item.Text("FunctionName", "Name") ?? string.Empty;

    private static string TimerWords(JsonElement item)
        => item.Time("FireAt") is { } due ? $"timer, due {Figures.Moment(due)}" : "timer";

    private static string Order(string type, JsonElement item)
    {
        string words = type switch
        {
            "ExecutionSuspended" => "suspended",
            "ExecutionResumed" => "resumed",
            _ => "told to terminate",
        };
        return item.Text("Reason", "Input") is { Length: > 0 } reason ? $"{words}: {reason}" : words;
    }

    private static string Size(JsonElement? value) => value switch
    {
        null => "no data",
        { ValueKind: JsonValueKind.String } text => Figures.Bytes(Encoding.UTF8.GetByteCount(text.GetString()!)),
        { } json => Figures.Bytes(Encoding.UTF8.GetByteCount(json.GetRawText())),
    };
}
