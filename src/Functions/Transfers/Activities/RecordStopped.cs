using DtnBox.Contracts.Transfers;
using DtnBox.DurableTask;
using DtnBox.Functions.Transfers.Orchestration;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Nothing of the transfer is in anybody's hands any more.</summary>
internal sealed class RecordStopped(TransferStore transfers, TimeProvider time) : TaskActivity<TransferRun, bool>
{
    public override async Task<bool> RunAsync(TaskActivityContext context, TransferRun input)
    {
        await transfers.ChangeAsync(
            input.TransferId,
            row => row.Run == input.Run && row.TryMove(TransferState.Stopped, time.GetUtcNow()),
            CancellationToken.None);
        return true;
    }
}
