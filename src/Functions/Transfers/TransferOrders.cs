using DtnBox.Contracts.Transfers;
using DtnBox.DurableTask.Client;
using DtnBox.Functions.Api;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers;

/// <summary>Stop and restart: the row is changed first, then the orchestration is told.</summary>
internal sealed class TransferOrders(
    TransferStore transfers,
    TransferStarter starter,
    CommandQueue queue,
    CommandCompletions completions,
    DurableTaskClient orchestrations,
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
            foreach (string nodeId in (HashSet<string>)[row.CopyNode, row.VerifyNode])
            {
                await foreach (string ended in queue.StopAsync(nodeId, row.GetId(), cancellationToken))
                {
                    await completions.RaiseAsync(nodeId, ended, cancellationToken);
                }
            }
        }

        return (row, null);
    }

    public async Task<(TransferRow Row, ProblemHttpResult? Problem)> RestartAsync(
        TransferRow seen, CancellationToken cancellationToken)
    {
        // A stopped transfer's orchestration waits for the order; a finished one's is over, and a new run begins.
        OrchestrationMetadata? run = await orchestrations.GetInstanceAsync(
            seen.GetInstanceId(), cancellation: cancellationToken);
        bool waits = seen.State == TransferState.Stopped && run is { IsCompleted: false };
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
            await (waits
                ? starter.TellAsync(row, TransferOrder.Restart, cancellationToken)
                : starter.StartAsync(row, cancellationToken));
        }

        return (row, null);
    }

    private async Task<TransferRow> ChangeAsync(
        TransferRow seen, Func<TransferRow, bool> change, CancellationToken cancellationToken)
        => await transfers.ChangeAsync(seen.GetId(), change, cancellationToken)
            ?? throw new InvalidOperationException($"Transfer {seen.GetId()} is gone.");
}
