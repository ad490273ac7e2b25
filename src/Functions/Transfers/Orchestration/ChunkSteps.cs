using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.DurableTask;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Activities;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>One chunk: copy, read back, and again what time or another copy may mend.</summary>
internal static class ChunkSteps
{
    /// <param name="stop">Ends when nothing new may begin.</param>
    /// <returns>A fault that ends the whole transfer, or null: what became of the chunk is in the ledger.</returns>
    public static async Task<Fault?> RunAsync(
        TaskOrchestrationContext context, TransferBrief brief, TransferRun run, int chunk, Task stop)
    {
        // Comparing again what differed is what a restart of a verification is for; in one attempt once is enough.
        bool compares = brief.Settings.Kind == TransferKind.Verify;
        bool recopy = compares && brief.Attempt > 1;
        for (int attempt = 1; ; attempt++)
        {
            RemoteOutcome<ChunkResult> outcome = await CopyAndVerifyAsync(context, brief, run, chunk, attempt, recopy);
            if (outcome.Outcome == CommandOutcome.Stopped || stop.IsCompleted)
            {
                return null;
            }

            IReadOnlyDictionary<string, FaultSummary> faults =
                outcome.Result?.Faults ?? new Dictionary<string, FaultSummary>(StringComparer.Ordinal);
            FaultBudget? budget = BudgetOf(outcome, faults, compares);
            bool isLast = attempt >= budget?.ChunkTries;
            if (outcome.Outcome == CommandOutcome.Failed && isLast)
            {
                return outcome.Error;
            }

            if (outcome.Result is { ObjectsFailed: 0 })
            {
                return null;
            }

            if (FullFor(outcome.Result) is { } full)
            {
                return full;
            }

            if (budget is null || isLast)
            {
                await context.CallActivityAsync(
                    nameof(SettleChunk),
                    new SettleChunkInput(brief.TransferId, chunk, brief.Attempt),
                    RemoteActivities.Retries);
                return null;
            }

            recopy = !compares && faults.Keys.Any(NeedsRecopy);
            Task pause = context.CreateTimer(budget.ChunkPause * Math.Pow(3, attempt - 1), CancellationToken.None);
            await Task.WhenAny(pause, stop);
            if (stop.IsCompleted)
            {
                return null;
            }
        }
    }

    /// <summary>The most patient budget of what went wrong; null when nothing did that another try may mend.</summary>
    private static FaultBudget? BudgetOf(
        RemoteOutcome<ChunkResult> outcome, IReadOnlyDictionary<string, FaultSummary> faults, bool compares)
        => faults.Values.Select(summary => summary.Example)
            .Where(fault => !compares || !NeedsRecopy(fault.Code))
            .Concat(outcome.Error is { } error ? [error] : [])
            .Select(FaultClasses.BudgetOf)
            .MaxBy(budget => budget.ChunkTries);

    /// <summary>Why the transfer must wait for room: of this chunk, nothing at all found any.</summary>
    private static Fault? FullFor(ChunkResult? result)
        => result is { ObjectsDone: 0 } && result.Faults.Values.All(IsFull) ? result.Faults.Values.FirstOrDefault()?.Example : null;

    private static bool IsFull(FaultSummary summary)
        => FaultClasses.Of(summary.Example) == FaultClass.DestinationFull;

    private static bool NeedsRecopy(string code) => code is FaultCodes.ChecksumMismatch or FaultCodes.DestinationMissing;

    private static async Task<RemoteOutcome<ChunkResult>> CopyAndVerifyAsync(
        TaskOrchestrationContext context, TransferBrief brief, TransferRun run, int chunk, int attempt, bool recopy)
    {
        var input = new CopyChunkInput(
            brief.Source,
            brief.Destination,
            brief.Settings,
            chunk,
            run.Capabilities!,
            recopy,
            brief.FailedOnly,
            brief.TransferId);
        RemoteOutcome<ChunkResult> copy = brief.Keyless
            ? await KeylessCopy.RunAsync(context, brief, input, attempt)
            : await context.CallRemoteActivityAsync<ChunkResult>(
                brief.TransferId,
                brief.CopyNode,
                CommandId.For(brief.TransferId, brief.Attempt, CommandNames.CopyChunk, chunk, attempt),
                CommandNames.CopyChunk,
                input);
        if (copy.Outcome != CommandOutcome.Succeeded || copy.Result is not ({ ObjectsDone: > 0 } or { ObjectsSent: > 0 }))
        {
            return copy;
        }

        return await context.CallRemoteActivityAsync<ChunkResult>(
            brief.TransferId,
            brief.VerifyNode,
            CommandId.For(brief.TransferId, brief.Attempt, CommandNames.VerifyChunk, chunk, attempt),
            CommandNames.VerifyChunk,
            new VerifyChunkInput(
                brief.Source.Prefix,
                brief.Destination,
                chunk,
                brief.Settings.Kind,
                PacedBy: brief.VerifyNode == brief.Destination.NodeId ? null : brief.TransferId,
                Completes: brief.Keyless && brief.Settings.Kind == TransferKind.Copy));
    }
}
