using DtnBox.Contracts;
using DtnBox.Contracts.Audit;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Audit;

namespace DtnBox.Functions.Transfers;

/// <summary>Records the states into which runs bring their transfers. Recording one twice is recording it once.</summary>
internal sealed class RunStates(TransferStore transfers, AuditLog audit, TimeProvider time)
{
    /// <summary>Records a state; nothing when the step is not legal, or not that run's.</summary>
    /// <returns>Whether the transfer was moved.</returns>
    public async Task<bool> RecordAsync(StateReached reached, CancellationToken cancellationToken)
    {
        bool moved = false;
        TransferRow? transfer = await transfers.ChangeAsync(
            reached.TransferId,
            row =>
            {
                moved = row.Run == reached.Run && row.TryMove(reached.State, time.GetUtcNow());
                if (moved && reached.Fault is { } fault)
                {
                    row.SetFault(fault);
                }

                row.RttMilliseconds = reached.RttMilliseconds ?? row.RttMilliseconds;
                return moved;
            },
            cancellationToken);
        if (transfer is { State: TransferState.Parked } && reached is { State: TransferState.Parked, Fault.Code: FaultCodes.GrantMissing })
        {
            // After the change, and also when an earlier try made it and then died: stopping must not depend on the audit.
            AuditRow entry = audit.OfSystem(
                AuditActions.TransferPark, new AuditThing("transfer", reached.TransferId), transfer.Owner);
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
