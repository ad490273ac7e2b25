using DtnBox.Contracts.Transfers;
using DtnBox.DurableTask;
using DtnBox.Functions.Transfers.Orchestration;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>The path is measured: bytes move from now on.</summary>
internal sealed class RecordCopying(TransferStore transfers, TimeProvider time) : TaskActivity<PathMeasured, bool>
{
    public override async Task<bool> RunAsync(TaskActivityContext context, PathMeasured input)
    {
        await transfers.ChangeAsync(
            input.TransferId,
            row =>
            {
                if (row.Run != input.Run || !row.TryMove(TransferState.Copying, time.GetUtcNow()))
                {
                    return false;
                }

                row.RttMilliseconds = input.RttMilliseconds ?? row.RttMilliseconds;
                return true;
            },
            CancellationToken.None);
        return true;
    }
}
