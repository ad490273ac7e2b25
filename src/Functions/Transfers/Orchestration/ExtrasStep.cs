using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Activities;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Deletes what only the destination has, when everything else is done and proven right.</summary>
internal static class ExtrasStep
{
    private const int Tries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <returns>A fault that ends the transfer, or null: what became of the extras is in the ledger.</returns>
    public static async Task<Fault?> RunAsync(
        TaskOrchestrationContext context, OpenTimers timers, TransferBrief brief, Task stop)
    {
        if (brief.Settings is not { Kind: TransferKind.Copy, DeleteExtras: not null })
        {
            return null;
        }

        int pages = await context.CallActivityAsync<int>(nameof(CheckExtras), brief.TransferId, RemoteActivities.Retries);
        for (int attempt = 1; pages > 0 && !stop.IsCompleted; attempt++)
        {
            RemoteOutcome<DeleteExtrasResult> outcome = await context.CallRemoteActivityAsync<DeleteExtrasResult>(
                brief.TransferId,
                brief.CopyNode,
                CommandId.For(brief.TransferId, brief.Attempt, CommandNames.DeleteExtras, attempt),
                CommandNames.DeleteExtras,
                new DeleteExtrasInput(brief.Source, brief.Destination, pages));
            if (outcome.Outcome != CommandOutcome.Failed)
            {
                return null;
            }

            if (attempt == Tries || !outcome.Error!.Transient)
            {
                return outcome.Error;
            }

            await Task.WhenAny(timers.After(Pause), stop);
        }

        return null;
    }
}
