using System.Diagnostics;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Hosting;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Orchestrations;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Orchestration;
using DtnBox.Functions.Transfers.Receipts;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Transfers.Healing;

/// <summary>Mends what a crash between two writes left: lost completions, starts and orders, and dead orchestrations.</summary>
/// <remarks>
/// An orchestration can end although nothing is wrong with its transfer: its code changed, its retries ran out, somebody
/// ended it. The transfer's row and ledger are the truth; a new run goes on from them. Several instances of this timer
/// do no harm: every step is idempotent.
/// </remarks>
internal sealed partial class HealTransfers(
    NodeDirectory nodes,
    TransferStore transfers,
    TransferLedger ledger,
    TransferStarter starter,
    ReceiptRequests receipts,
    CommandCompletions completions,
    IOrchestrations orchestrations,
    TimeProvider time,
    ILogger<HealTransfers> logger)
    : IRecurringTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (NodeRow node in nodes.ListAsync(after: null, cancellationToken))
        {
            await completions.RaiseLostAsync(node.Id, cancellationToken);
        }

        await receipts.RequestDueAsync(cancellationToken);
        await foreach (ActiveTransferRow active in transfers.ListActiveAsync(cancellationToken))
        {
            if (await transfers.FindAsync(active.GetId(), cancellationToken) is { } transfer)
            {
                await HealAsync(transfer, cancellationToken);
            }
        }
    }

    private async Task HealAsync(TransferRow transfer, CancellationToken cancellationToken)
    {
        OrchestrationMetadata? run = await orchestrations.FindAsync(transfer.GetInstanceId(), cancellationToken);
        HealStep step = HealDecision.For(transfer, run, time.GetUtcNow());
        using Activity? span = step == HealStep.None ? null : HealingSpans.Start(transfer, step);
        if (step != HealStep.None)
        {
            // The Azure Storage provider gives no details of a failure, but its words as the output.
            LogHealing(transfer.GetId(), step, transfer.State, run?.RuntimeStatus, run?.SerializedOutput);
        }

        switch (step)
        {
            case HealStep.Start:
                await starter.StartAsync(transfer, cancellationToken);
                break;
            case HealStep.TellStop:
                await starter.TellAsync(transfer, TransferOrder.Stop, cancellationToken);
                break;
            case HealStep.TellRestart:
                await starter.TellAsync(transfer, TransferOrder.Restart, cancellationToken);
                break;
            case HealStep.TellDeadline:
                await starter.TellAsync(transfer, TransferOrder.DeadlineChanged, cancellationToken);
                break;
            case HealStep.TakeOver:
                await TakeOverAsync(transfer, cancellationToken);
                break;
            case HealStep.GiveUp:
                await GiveUpAsync(transfer, run?.SerializedOutput, cancellationToken);
                break;
        }
    }

    private async Task TakeOverAsync(TransferRow seen, CancellationToken cancellationToken)
    {
        TotalsRow totals = await ledger.TotalsAsync(seen.GetId(), cancellationToken);
        long mark = totals.BytesCopied + totals.ObjectsVerified + totals.Ranges;
        TransferRow? next = await transfers.ChangeAsync(
            seen.GetId(),
            row =>
            {
                if (row.Run != seen.Run || TransferStates.IsFinal(row.State))
                {
                    return false;
                }

                row.FruitlessRuns = mark == row.ProgressMark ? row.FruitlessRuns + 1 : 0;
                row.ProgressMark = mark;
                row.Run++;
                return true;
            },
            cancellationToken);
        if (next?.Run == seen.Run + 1)
        {
            await starter.StartAsync(next, cancellationToken);
        }
    }

    private Task<TransferRow?> GiveUpAsync(TransferRow seen, string? evidence, CancellationToken cancellationToken)
        => transfers.ChangeAsync(
            seen.GetId(),
            row =>
            {
                if (row.Run != seen.Run || !row.TryMove(TransferState.Failed, time.GetUtcNow()))
                {
                    return false;
                }

                row.SetFault(Faults.Unexpected(
                    $"its orchestration ended {row.FruitlessRuns} times without getting anything done. The last one: {evidence}"));
                return true;
            },
            cancellationToken);

    [LoggerMessage(2220, LogLevel.Warning, "Transfer {TransferId}: {Step} (row {State}, orchestration {Status} {Message})")]
    private partial void LogHealing(
        string transferId, HealStep step, TransferState state, OrchestrationRuntimeStatus? status, string? message);
}
