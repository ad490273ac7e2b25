using DtnBox.DurableTask.Protocol;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>What one episode starts from: the history so far and the messages that arrived since.</summary>
internal sealed record EpisodeInput(
    string InstanceId,
    string ExecutionId,
    IReadOnlyList<HistoryEvent> History,
    IReadOnlyList<HistoryEvent> Messages,
    long ConsumesThrough);

/// <summary>What one episode leaves, to be stored in one piece.</summary>
internal sealed record EpisodeResult
{
    private const int SmallCount = 40;
    private const long SmallBytes = 256 * 1024;

    public required long ConsumesThrough { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the start of the execution the episode ended in; another one than it began with after a ContinueAsNew.</summary>
    public required HistoryEvent Started { get; init; }

    /// <summary>Gets a value indicating whether <see cref="NewHistory"/> replaces the history, because the orchestration continued as new.</summary>
    public required bool IsNewGeneration { get; init; }

    public required IReadOnlyList<HistoryEvent> NewHistory { get; init; }

    public required IReadOnlyList<PendingActivity> Activities { get; init; }

    public required IReadOnlyList<PendingTimer> Timers { get; init; }

    public required IReadOnlyList<PendingMessage> Messages { get; init; }

    public required OrchestrationStatus? Status { get; init; }

    public required string? Output { get; init; }

    public required string? CustomStatus { get; init; }

    /// <summary>Gets a value indicating whether its rows surely fit into one transaction beside a few others.</summary>
    public bool IsSmall
        => Activities.Count + Timers.Count + Messages.Count <= SmallCount
            && NewHistory.Concat(Activities.Select(work => work.Scheduled)).Concat(Messages.Select(work => work.Event))
                .Sum(item => (long)item.CalculateSize()) <= SmallBytes;
}

/// <summary>What a committed episode hands out.</summary>
internal sealed record EpisodeWork(
    IReadOnlyList<PendingActivity> Activities,
    IReadOnlyList<PendingTimer> Timers,
    IReadOnlyList<PendingMessage> Messages);
