using System.Text.Json;

namespace DtnBox.Cli.Hub.Histories;

/// <summary>A step of an orchestration, from its beginning to its end.</summary>
/// <param name="Words">What it was, in words.</param>
/// <param name="BeganAt">When it was scheduled, or when it happened.</param>
internal sealed record HistoryStep(string Words, DateTimeOffset BeganAt)
{
    /// <summary>Gets when it ended; null while it is open, and of a step that takes no time.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public bool IsOpen { get; init; }

    public JsonElement? Result { get; init; }

    public StepFailure? Failure { get; init; }

    /// <summary>Gets which child this step waits for; null when it is none.</summary>
    public ChildCall? Child { get; init; }
}

/// <summary>A sub-orchestration as its parent knows it, and its own history when that could be found.</summary>
/// <param name="Name">Its orchestrator.</param>
/// <param name="Id">Its instance id; old hosts tell it only as long as it runs.</param>
/// <param name="History">What it did.</param>
internal sealed record ChildCall(string Name, string? Id, InstanceHistory? History);
