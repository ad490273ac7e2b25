using DtnBox.Contracts.Transfers;
using DtnBox.DurableTask;
using DtnBox.Functions.Transfers.Orchestration;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>The keys are good: the path is measured now.</summary>
internal sealed class RecordProbing(TransferStore transfers, TimeProvider time) : TaskActivity<TransferRun, bool>
{
    public override async Task<bool> RunAsync(TaskActivityContext context, TransferRun input)
    {
        await transfers.ChangeAsync(
            input.TransferId,
            row => row.Run == input.Run && row.TryMove(TransferState.Probing, time.GetUtcNow()),
            CancellationToken.None);
        return true;
    }
}
