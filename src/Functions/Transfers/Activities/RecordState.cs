using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.DurableTask;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Records that a run has brought its transfer into a state; nothing when the step is not legal, or not its own.</summary>
internal sealed class RecordState(TransferStore transfers, TimeProvider time) : TaskActivity<StateReached, bool>
{
    public override async Task<bool> RunAsync(TaskActivityContext context, StateReached input)
    {
        bool moved = false;
        await transfers.ChangeAsync(
            input.TransferId,
            row =>
            {
                moved = row.Run == input.Run && row.TryMove(input.State, time.GetUtcNow());
                if (moved && input.Fault is { } fault)
                {
                    row.SetFault(fault);
                }

                row.RttMilliseconds = input.RttMilliseconds ?? row.RttMilliseconds;
                return moved;
            },
            CancellationToken.None);
        return moved;
    }
}

/// <summary>Which run reached which state.</summary>
/// <param name="RttMilliseconds">What the path probe measured, if this is its end.</param>
/// <param name="Fault">Why, if it is a state that needs a reason.</param>
internal sealed record StateReached(
    string TransferId, int Run, TransferState State, double? RttMilliseconds = null, Fault? Fault = null);
