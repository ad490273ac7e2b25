using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Reads what a generation of the orchestration must know; null when it is no longer the one in charge.</summary>
internal sealed class BeginRun(TransferStore transfers, TransferLedger ledger, TimeProvider time)
    : TaskActivity<TransferRun, TransferBrief?>
{
    public override async Task<TransferBrief?> RunAsync(TaskActivityContext context, TransferRun input)
    {
        TransferRow? row = await transfers.ChangeAsync(
            input.TransferId,
            transfer =>
            {
                // A generation in the middle of copying changes nothing; one at the beginning starts with the keys.
                if (transfer.Run != input.Run || input.Capabilities is not null
                    || !transfer.TryMove(TransferState.Validating, time.GetUtcNow()))
                {
                    return false;
                }

                transfer.StartedAt ??= time.GetUtcNow();
                return true;
            },
            CancellationToken.None);
        if (row is null || row.Run != input.Run || TransferStates.IsFinal(row.State))
        {
            return null;
        }

        TotalsRow totals = await (input.Capabilities is null
            ? ledger.BeginAttemptAsync(input.TransferId, row.Attempt, CancellationToken.None)
            : ledger.TotalsAsync(input.TransferId, CancellationToken.None));
        return new TransferBrief(
            input.TransferId,
            row.Attempt,
            row.Order,
            row.State is TransferState.Stopping or TransferState.Stopped or TransferState.Parked,
            row.GetSource(),
            row.GetDestination(),
            row.GetSettings(),
            row.CopyNode,
            row.VerifyNode,
            totals.Chunks,
            totals.Ranges,
            totals.ListedUpTo,
            totals.ListingComplete,
            row.FailedOnly,
            totals.ExtrasPages,
            row.KeyMode == KeyMode.Keyless,
            row.SignatureSeconds);
    }
}
