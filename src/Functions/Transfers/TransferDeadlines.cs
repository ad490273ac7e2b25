using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers;

/// <summary>Moves deadlines: the row is changed first, then the orchestration is told.</summary>
internal sealed class TransferDeadlines(TransferStore transfers, TransferStarter starter)
{
    /// <remarks>
    /// Telling is a hint, so it is repeated with each call. When it is lost, an orchestration that waits for an earlier
    /// deadline reads the new one when that passes, and the timer function tells one whose deadline has passed.
    /// </remarks>
    public async Task<(TransferRow? Row, ProblemHttpResult? Problem)> SetAsync(
        string transferId, DateTimeOffset? deadline, CancellationToken cancellationToken)
    {
        TransferRow? row = await transfers.ChangeAsync(
            transferId,
            transfer =>
            {
                if (transfer.State == TransferState.Succeeded || transfer.GetDeadline() == deadline)
                {
                    return false;
                }

                transfer.SetSettings(transfer.GetSettings() with { Deadline = deadline });
                return true;
            },
            cancellationToken);
        if (row is null)
        {
            return (null, Problems.NotFound("transfer", transferId));
        }

        if (row.State == TransferState.Succeeded)
        {
            return (row, Problems.Conflict(
                "Nothing is left to be late", "The transfer has succeeded.", "Start a new transfer to copy again."));
        }

        if (!TransferStates.IsAtRest(row.State))
        {
            await starter.TellAsync(row, TransferOrder.DeadlineChanged, cancellationToken);
        }

        return (row, null);
    }
}
