using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Keyless;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Orchestration;
using DtnBox.Functions.Transfers.Receipts;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Judges a transfer by its ledger and closes it; nothing of it stays in a queue.</summary>
internal sealed partial class FinishRun(
    TransferStore transfers,
    TransferLedger ledger,
    CommandQueue queue,
    ReceiptRequests receipts,
    SignatureBlobs signatures,
    TimeProvider time,
    ILogger<FinishRun> logger)
    : TaskActivity<TransferEnd, TransferState?>
{
    public override async Task<TransferState?> RunAsync(TaskActivityContext context, TransferEnd input)
    {
        TransferRow? row = await transfers.FindAsync(input.TransferId, CancellationToken.None);
        if (row is null || row.Run != input.Run)
        {
            return null;
        }

        (TransferState state, Fault? fault) = Judge(
            row, await ledger.TotalsAsync(input.TransferId, CancellationToken.None), input.Fault);

        // The queue first: dying in between leaves a run that is finished again, with nothing left to clear.
        foreach (string nodeId in (HashSet<string>)[row.CopyNode, row.VerifyNode])
        {
            await queue.ClearAsync(nodeId, input.TransferId, CancellationToken.None);
        }

        if (row.KeyMode == KeyMode.Keyless)
        {
            await signatures.DeleteAllAsync(input.TransferId, CancellationToken.None);
        }

        TransferRow? ended = await transfers.ChangeAsync(
            input.TransferId,
            transfer =>
            {
                if (transfer.Run != input.Run || !transfer.TryMove(state, time.GetUtcNow()))
                {
                    return false;
                }

                transfer.SetFault(fault);
                return true;
            },
            CancellationToken.None);
        if (ended is not null)
        {
            await receipts.RequestAsync(ended, CancellationToken.None);
        }

        LogFinished(input.TransferId, state, fault?.Code);
        return state;
    }

    /// <summary>Judges the copies, and then what became of the extras.</summary>
    internal static (TransferState State, Fault? Fault) Judge(TransferRow row, TotalsRow totals, Fault? fault)
    {
        (TransferState state, Fault? why) = JudgeCopies(row, totals, fault);
        TransferSettings settings = row.GetSettings();
        return (state, settings.DeleteExtras) switch
        {
            (_, null) => (state, why),
            _ when settings.Kind != TransferKind.Copy || totals.ExtrasFound == 0 => (state, why),
            (TransferState.Succeeded, { Limit: var limit }) when totals.ExtrasFound > limit
                => (TransferState.SucceededWithErrors, Faults.TooManyExtras(totals.ExtrasFound, limit)),
            (TransferState.Succeeded, _) when totals.ExtrasDeleted < totals.ExtrasFound
                => (TransferState.SucceededWithErrors, null),
            (TransferState.SucceededWithErrors, _)
                => (state, why ?? Faults.ExtrasKept(totals.ExtrasFound)),
            _ => (state, why),
        };
    }

    /// <summary>Whether the extras are to be deleted now: all else is proven right, and they are not too many.</summary>
    internal static bool MayDeleteExtras(TransferRow row, TotalsRow totals)
        => row.GetSettings() is { Kind: TransferKind.Copy, DeleteExtras.Limit: var limit }
            && totals is { ListingComplete: true, ExtrasFound: > 0 } && totals.ExtrasFound <= limit
            && JudgeCopies(row, totals, fault: null).State == TransferState.Succeeded;

    /// <summary>Succeeded means: every planned object was read back at the destination and is right, or nothing was to be copied.</summary>
    private static (TransferState State, Fault? Fault) JudgeCopies(TransferRow row, TotalsRow totals, Fault? fault)
    {
        if (fault is not null)
        {
            return (TransferState.Failed, fault);
        }

        if (row.FailedOnly
            && (!totals.ListingComplete || totals.ObjectsVerified + totals.ObjectsFailed < totals.ObjectsPlanned))
        {
            return (TransferState.Stopped, null);
        }

        if (totals.ObjectsPlanned + totals.ObjectsSkipped == 0)
        {
            Location source = row.GetSource();
            return (TransferState.Failed, Faults.NothingFound(
                $"{source.NodeId}:{source.Bucket}/{source.Prefix}", row.GetSettings().Selection is not null));
        }

        if (totals.ObjectsVerified == totals.ObjectsPlanned || row.GetSettings().Kind == TransferKind.DryRun)
        {
            return (TransferState.Succeeded, null);
        }

        FaultSummary? most = totals.ReadFaults().Values.MaxBy(summary => summary.Count);
        return (totals.ObjectsVerified, most) switch
        {
            (_, null) => (TransferState.Failed, Faults.Unexpected("objects are neither proven right nor known to have failed.")),
            (0, _) when row.GetSettings().Kind == TransferKind.Verify
                => (TransferState.Failed, Faults.NothingSame(most.Example, totals.ObjectsFailed)),
            (0, _) when totals.ObjectsSkipped == 0
                => (TransferState.Failed, Faults.NothingArrived(most.Example, totals.ObjectsFailed)),
            _ => (TransferState.SucceededWithErrors, null),
        };
    }

    [LoggerMessage(2200, LogLevel.Information, "Transfer {TransferId} ended: {State} {FaultCode}")]
    private partial void LogFinished(string transferId, TransferState state, string? faultCode);
}
