using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Contracts;
using DtnBox.DurableTask;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Orchestration;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Judges a transfer by its ledger and closes it; nothing of it stays in a queue.</summary>
internal sealed partial class FinishRun(
    TransferStore transfers, TransferLedger ledger, CommandQueue queue, TimeProvider time, ILogger<FinishRun> logger)
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

        await transfers.ChangeAsync(
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
        LogFinished(input.TransferId, state, fault?.Code);
        return state;
    }

    /// <summary>Succeeded means: every planned object was read back at the destination and is right, or nothing was to be copied.</summary>
    /// <remarks>
    /// An attempt that took up only what had failed may leave objects that were never listed or tried. Then the transfer
    /// is where a stop would have left it: nothing is claimed, and a restart goes on with the rest.
    /// </remarks>
    internal static (TransferState State, Fault? Fault) Judge(TransferRow row, TotalsRow totals, Fault? fault)
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
