using DtnBox.DurableTask.Protocol;
using Kind = DtnBox.DurableTask.Protocol.OrchestratorAction.OrchestratorActionTypeOneofCase;

namespace DtnBox.DurableTask.Replay;

/// <summary>What the code has asked for and the history does not yet confirm: the actions of the answer.</summary>
internal sealed class PendingActions
{
    private readonly SortedDictionary<int, OrchestratorAction> _actions = [];
    private readonly List<OrchestratorAction> _suspended = [];
    private int _nextId;

    /// <summary>Gets whether the orchestration's end is among the actions.</summary>
    public bool IsComplete { get; private set; }

    public IEnumerable<OrchestratorAction> InOrder => _actions.Values;

    /// <summary>Numbers an action. Numbers go by the order of calls, so replay gives the same ones.</summary>
    public int Add(OrchestratorAction action)
    {
        action.Id = _nextId++;
        _actions.Add(action.Id, action);
        return action.Id;
    }

    /// <summary>Ends the orchestration, unless something has already ended it.</summary>
    public void Complete(CompleteOrchestrationAction completion)
    {
        if (!IsComplete)
        {
            IsComplete = true;
            Add(new OrchestratorAction { CompleteOrchestration = completion });
        }
    }

    /// <summary>The history says that an earlier turn has sent this action.</summary>
    /// <exception cref="NonDeterministicOrchestrationException">The code has made another call, or none.</exception>
    public void Confirm(int id, Kind kind, string? name = null)
    {
        if (_actions.TryGetValue(id, out OrchestratorAction? made) && made.OrchestratorActionTypeCase == kind
            && string.Equals(NameOf(made), name, StringComparison.OrdinalIgnoreCase))
        {
            _actions.Remove(id);
            return;
        }

        string now = made is null ? "no such call" : Describe(made.OrchestratorActionTypeCase, NameOf(made));
        throw new NonDeterministicOrchestrationException(
            $"Non-deterministic orchestration: in its history call #{id} is {Describe(kind, name)}, but the code now"
            + $" makes {now}. Was the orchestrator changed while this instance was running?");
    }

    /// <summary>Keeps unsent actions out of the answer until <see cref="Resume"/>.</summary>
    public void Suspend()
    {
        _suspended.AddRange(_actions.Values);
        _actions.Clear();
    }

    public void Resume()
    {
        foreach (OrchestratorAction action in _suspended)
        {
            _actions.Add(action.Id, action);
        }

        _suspended.Clear();
    }

    private static string? NameOf(OrchestratorAction action) => action.OrchestratorActionTypeCase switch
    {
        Kind.ScheduleTask => action.ScheduleTask.Name,
        Kind.CreateSubOrchestration => action.CreateSubOrchestration.Name,
        Kind.SendEvent => action.SendEvent.Name,
        _ => null,
    };

    private static string Describe(Kind kind, string? name) => kind switch
    {
        Kind.ScheduleTask => $"activity '{name}'",
        Kind.CreateSubOrchestration => $"sub-orchestration '{name}'",
        Kind.SendEvent => $"sending event '{name}'",
        Kind.CreateTimer => "a timer",
        Kind.CompleteOrchestration => "the end of the orchestration",
        _ => kind.ToString(),
    };
}
