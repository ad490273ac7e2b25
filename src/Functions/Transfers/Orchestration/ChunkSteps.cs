using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Contracts;
using DtnBox.DurableTask;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Activities;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>One chunk: copy, read back, and again what time or another copy may mend.</summary>
internal static class ChunkSteps
{
    private const int Tries = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

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

            if (outcome.Outcome == CommandOutcome.Failed && (attempt == Tries || !outcome.Error!.Transient))
            {
                return outcome.Error;
            }

            if (outcome.Result is { ObjectsFailed: 0 })
            {
                return null;
            }

            IReadOnlyDictionary<string, FaultSummary> faults =
                outcome.Result?.Faults ?? new Dictionary<string, FaultSummary>(StringComparer.Ordinal);
            bool mendable = outcome.Result is null
                || faults.Any(
                    fault => fault.Value.Example.Transient || (!compares && NeedsRecopy(fault.Key)));
            if (attempt == Tries || !mendable)
            {
                await context.CallActivityAsync(
                    nameof(SettleChunk),
                    new SettleChunkInput(brief.TransferId, chunk, brief.Attempt),
                    RemoteActivities.Retries);
                return null;
            }

            recopy = !compares && faults.Keys.Any(NeedsRecopy);
            Task pause = context.CreateTimer(FirstPause * Math.Pow(3, attempt - 1), CancellationToken.None);
            await Task.WhenAny(pause, stop);
            if (stop.IsCompleted)
            {
                return null;
            }
        }
    }

    private static bool NeedsRecopy(string code) => code is FaultCodes.ChecksumMismatch or FaultCodes.DestinationMissing;

    private static async Task<RemoteOutcome<ChunkResult>> CopyAndVerifyAsync(
        TaskOrchestrationContext context, TransferBrief brief, TransferRun run, int chunk, int attempt, bool recopy)
    {
        RemoteOutcome<ChunkResult> copy = await context.CallRemoteActivityAsync<ChunkResult>(
            brief.TransferId,
            brief.CopyNode,
            CommandId.For(brief.TransferId, brief.Attempt, CommandNames.CopyChunk, chunk, attempt),
            CommandNames.CopyChunk,
            new CopyChunkInput(
                brief.Source,
                brief.Destination,
                brief.Settings,
                chunk,
                run.Capabilities!,
                recopy,
                brief.FailedOnly,
                brief.TransferId));
        if (copy.Outcome != CommandOutcome.Succeeded || copy.Result is not { ObjectsDone: > 0 })
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
                PacedBy: brief.VerifyNode == brief.Destination.NodeId ? null : brief.TransferId));
    }
}
