using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Orchestrations;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Transfers;

/// <summary>Stop and restart: the row is changed first, then the orchestration is told.</summary>
internal sealed class TransferOrders(
    TransferStore transfers,
    TransferLedger ledger,
    TransferStarter starter,
    CommandQueue queue,
    CommandCompletions completions,
    IOrchestrations orchestrations,
    TransferRights rights,
    TimeProvider time)
{
    public async Task<(TransferRow Row, ProblemHttpResult? Problem)> StopAsync(
        TransferRow seen, CancellationToken cancellationToken)
    {
        bool moved = false;
        TransferRow row = await ChangeAsync(
            seen,
            transfer =>
            {
                moved = transfer.TryMove(TransferState.Stopping, time.GetUtcNow());
                transfer.Order += moved ? 1 : 0;
                return moved;
            },
            cancellationToken);
        if (!moved && row.State is not (TransferState.Stopping or TransferState.Stopped))
        {
            return (row, Problems.Conflict(
                "Nothing to stop",
                $"The transfer is {row.State}.",
                "Only a transfer that is under way can be stopped."));
        }

        if (moved)
        {
            await starter.TellAsync(row, TransferOrder.Stop, cancellationToken);

            // The orchestration gives the same order; giving it here too lets agents hear it a turn earlier.
            await StopCommandsAsync(row, cancellationToken);
        }

        return (row, null);
    }

    /// <summary>Goes on with everything that is left.</summary>
    public Task<(TransferRow Row, ProblemHttpResult? Problem)> RestartAsync(
        TransferRow seen, CancellationToken cancellationToken)
        => RestartAsync(seen, failedOnly: false, cancellationToken);

    /// <param name="seen">The transfer.</param>
    /// <param name="failedOnly">Whether only objects that failed are taken up.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<(TransferRow Row, ProblemHttpResult? Problem)> RestartAsync(
        TransferRow seen, bool failedOnly, CancellationToken cancellationToken)
    {
        if (await RefuseAsync(seen, failedOnly, cancellationToken) is { } refusal)
        {
            return (seen, refusal);
        }

        // A stopped or parked transfer's orchestration waits for the order; a finished one's is over, and a new run begins.
        OrchestrationMetadata? run = await orchestrations.FindAsync(seen.GetInstanceId(), cancellationToken);
        bool waits = seen.State is TransferState.Stopped or TransferState.Parked && run is { IsCompleted: false };
        bool moved = false;
        TransferRow row = await ChangeAsync(
            seen,
            transfer =>
            {
                moved = transfer.Run == seen.Run && transfer.TryMove(TransferState.Queued, time.GetUtcNow());
                if (moved)
                {
                    transfer.SetFault(null);
                    transfer.Order++;
                    transfer.Attempt++;
                    transfer.FailedOnly = failedOnly;
                    transfer.FruitlessRuns = 0;
                    transfer.Run += waits ? 0 : 1;
                }

                return moved;
            },
            cancellationToken);
        if (!moved && TransferStates.IsAtRest(row.State))
        {
            return (row, Problems.Conflict(
                "Nothing to restart",
                $"The transfer is {row.State}: there is nothing left to do.",
                "Start a new transfer to copy again."));
        }

        if (!moved && row.State == TransferState.Stopping)
        {
            return (row, Problems.Conflict(
                "The transfer is still stopping",
                "An agent is finishing what it must before it can stop.",
                "Wait until its state is Stopped, then restart it."));
        }

        if (moved)
        {
            // It rested, so nothing of it is open but perhaps a sweep of its uploads, which are wanted again.
            await StopCommandsAsync(row, cancellationToken);
            await (waits
                ? starter.TellAsync(row, TransferOrder.Restart, cancellationToken)
                : starter.StartAsync(row, cancellationToken));
        }

        return (row, null);
    }

    /// <summary>Why a transfer cannot be restarted, whatever its state says.</summary>
    private async Task<ProblemHttpResult?> RefuseAsync(
        TransferRow seen, bool failedOnly, CancellationToken cancellationToken)
    {
        if (failedOnly && !TransferStates.IsAtRest(seen.State) && !seen.FailedOnly)
        {
            return Problems.Conflict(
                "The transfer is under way",
                $"The transfer is {seen.State} and takes up everything that is left.",
                "Wait until it has ended, then restart what failed.");
        }

        if (TransferStates.IsAtRest(seen.State) && seen.GetDeadline() is { } deadline && deadline <= time.GetUtcNow())
        {
            return Problems.Conflict(
                "The deadline has passed",
                $"The transfer was to be done by {deadline:u}.",
                "Set a later deadline, or none, with 'dtnbox transfer deadline ID TIME|off', and restart it.");
        }

        // Its owner's rights, whoever restarts it: it is their transfer still.
        if (TransferStates.IsAtRest(seen.State) && await rights.MissingAsync(seen, cancellationToken) is { } missing)
        {
            return GrantFaults.Problem(missing);
        }

        bool anyFailed = !failedOnly || !TransferStates.IsAtRest(seen.State)
            || (await ledger.TotalsAsync(seen.GetId(), cancellationToken)).ObjectsFailed > 0;
        return anyFailed
            ? null
            : Problems.Conflict(
                "Nothing failed",
                "No object of this transfer has failed.",
                "Restart it without 'only' to go on with what is left.");
    }

    private async Task StopCommandsAsync(TransferRow row, CancellationToken cancellationToken)
    {
        foreach (string nodeId in (HashSet<string>)[row.CopyNode, row.VerifyNode])
        {
            await foreach (string ended in queue.StopAsync(nodeId, row.GetId(), cancellationToken))
            {
                await completions.RaiseAsync(nodeId, ended, cancellationToken);
            }
        }
    }

    private async Task<TransferRow> ChangeAsync(
        TransferRow seen, Func<TransferRow, bool> change, CancellationToken cancellationToken)
        => await transfers.ChangeAsync(seen.GetId(), change, cancellationToken)
            ?? throw new InvalidOperationException($"Transfer {seen.GetId()} is gone.");
}
