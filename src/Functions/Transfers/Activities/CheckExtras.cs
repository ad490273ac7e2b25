using DtnBox.Functions.Transfers.Ledger;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Says how many pages of extras are to be deleted now; 0 when none may be.</summary>
internal sealed class CheckExtras(TransferStore transfers, TransferLedger ledger) : TaskActivity<string, int>
{
    public override async Task<int> RunAsync(TaskActivityContext context, string input)
    {
        TransferRow row = await transfers.FindAsync(input, CancellationToken.None)
            ?? throw new InvalidOperationException($"Transfer {input} is gone.");
        TotalsRow totals = await ledger.TotalsAsync(input, CancellationToken.None);
        return FinishRun.MayDeleteExtras(row, totals) ? totals.ExtrasPages : 0;
    }
}
