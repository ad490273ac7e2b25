using System.Diagnostics;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Configuration;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Runs one episode against the handler: one turn, and one more for each time it continues as new.</summary>
internal sealed class EpisodeRunner(FunctionsApp app, OrchestratorInvoker invoker, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(app.Host.MaxConcurrentOrchestrators);

    public async Task<EpisodeResult> RunAsync(EpisodeInput input, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await HostMeter.EpisodeAsync(time, () => RunGenerationsAsync(input, cancellationToken));
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<EpisodeResult> RunGenerationsAsync(EpisodeInput input, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        IReadOnlyList<HistoryEvent> past = input.History;
        List<HistoryEvent> news = [HistoryEvents.OrchestratorStarted(now), .. input.Messages];
        var activities = new List<PendingActivity>();
        var timers = new List<PendingTimer>();
        var messages = new List<PendingMessage>();
        bool isNewGeneration = false;
        string? carriedStatus = null;
        while (true)
        {
            HistoryEvent started = past.Concat(news).First(e => e.ExecutionStarted is not null);
            var request = new OrchestratorRequest { InstanceId = input.InstanceId, PastEvents = { past }, NewEvents = { news } };
            using Activity span = EngineSpans.StartTurn(started.ExecutionStarted);
            OrchestratorResponse response =
                await invoker.InvokeAsync(started.ExecutionStarted, request, cancellationToken);
            now = time.GetUtcNow();
            var turn = new Turn(started.ExecutionStarted, now, app.Host.StoresInputsInHistory);
            TurnOutcome outcome = turn.Apply(response.Actions);
            EngineSpans.Mark(span, outcome);
            activities.AddRange(outcome.Activities);
            messages.AddRange(outcome.Messages);
            if (outcome.Completion is { OrchestrationStatus: OrchestrationStatus.ContinuedAsNew } next)
            {
                // Timers of a generation that is over would only be dropped; its activities do run, as they always did.
                carriedStatus = response.CustomStatus;
                (past, news, isNewGeneration) = ([], NextGeneration(started.ExecutionStarted, next, now), true);
                continue;
            }

            timers.AddRange(outcome.Timers);
            (OrchestrationStatus? status, string? output) = StatusAfter(news, outcome.Completion);
            return new EpisodeResult
            {
                ConsumesThrough = input.ConsumesThrough,
                At = now,
                Started = started,
                IsNewGeneration = isNewGeneration,
                NewHistory = [.. news, .. outcome.Events, HistoryEvents.OrchestratorCompleted(now)],
                Activities = activities,
                Timers = timers,
                Messages = messages,
                Status = status,
                Output = output,
                // As in the real host: for this episode only, a generation that sets none keeps the one before it.
                CustomStatus = response.CustomStatus ?? carriedStatus,
            };
        }
    }

    private static List<HistoryEvent> NextGeneration(
        ExecutionStartedEvent last, CompleteOrchestrationAction completion, DateTimeOffset now)
    {
        HistoryEvent started = HistoryEvents.New(now);
        started.ExecutionStarted = last.Clone();
        started.ExecutionStarted.OrchestrationInstance.ExecutionId = Guid.NewGuid().ToString("N");
        started.ExecutionStarted.Input = completion.Result;
        started.ExecutionStarted.Version = completion.NewVersion ?? last.Version;
        return
        [
            HistoryEvents.OrchestratorStarted(now),
            started,
            .. completion.CarryoverEvents.Where(e => e.EventRaised is not null),
            HistoryEvents.OrchestratorCompleted(now),
        ];
    }

    /// <summary>Gives the status after the turn; null keeps Suspended or Running as it was.</summary>
    private static (OrchestrationStatus? Status, string? Output) StatusAfter(
        IEnumerable<HistoryEvent> news, CompleteOrchestrationAction? completion)
    {
        if (completion is not null)
        {
            bool failed = completion.OrchestrationStatus == OrchestrationStatus.Failed;
            return (completion.OrchestrationStatus, failed ? Failure.Output(completion) : completion.Result);
        }

        HistoryEvent? last = news.LastOrDefault(
            e => e.ExecutionSuspended is not null || e.ExecutionResumed is not null || e.ExecutionStarted is not null);
        return last switch
        {
            { ExecutionSuspended: { } suspended } => (OrchestrationStatus.Suspended, suspended.Input),
            { ExecutionResumed: { } resumed } => (OrchestrationStatus.Running, resumed.Input),
            null => (null, null),
            _ => (OrchestrationStatus.Running, null),
        };
    }
}
