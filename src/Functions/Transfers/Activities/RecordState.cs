using DtnBox.Contracts;
using DtnBox.Contracts.Audit;
using DtnBox.Contracts.Transfers;
using DtnBox.DurableTask;
using DtnBox.Functions.Audit;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Records that a run has brought its transfer into a state; nothing when the step is not legal, or not its own.</summary>
internal sealed class RecordState(TransferStore transfers, AuditLog audit, TimeProvider time)
    : TaskActivity<StateReached, bool>
{
    public override async Task<bool> RunAsync(TaskActivityContext context, StateReached input)
    {
        bool moved = false;
        TransferRow? transfer = await transfers.ChangeAsync(
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
        if (transfer is { State: TransferState.Parked } && input is { State: TransferState.Parked, Fault.Code: FaultCodes.GrantMissing })
        {
            // After the change, and also when an earlier try made it and then died: stopping must not depend on the audit.
            AuditRow entry = audit.OfSystem(
                AuditActions.TransferPark, new AuditThing("transfer", input.TransferId), transfer.Owner);
            (entry.Outcome, entry.Problem) = (AuditOutcome.Succeeded, "Its owner lacks a right");
            await audit.NoteAsync(entry);
        }

        return moved;
    }
}

/// <summary>Which run reached which state.</summary>
/// <param name="RttMilliseconds">What the path probe measured, if this is its end.</param>
/// <param name="Fault">Why, if it is a state that needs a reason.</param>
internal sealed record StateReached(
    string TransferId, int Run, TransferState State, double? RttMilliseconds = null, Fault? Fault = null);
