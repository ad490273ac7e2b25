using DtnBox.DurableTask.Protocol;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>What the actions of one answer mean: history to append and work to hand out.</summary>
/// <remarks>Row keys are empty here; they are given when the episode is stored.</remarks>
internal sealed class TurnOutcome
{
    public List<HistoryEvent> Events { get; } = [];

    public List<PendingActivity> Activities { get; } = [];

    public List<PendingTimer> Timers { get; } = [];

    public List<PendingMessage> Messages { get; } = [];

    /// <summary>Gets or sets how the execution ended, if it did; ContinuedAsNew included.</summary>
    public CompleteOrchestrationAction? Completion { get; set; }
}
