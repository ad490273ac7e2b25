using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Hosting;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Deleting;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Retention;

/// <summary>Has the uploads aborted that transfers left open which have been at rest for long.</summary>
/// <remarks>
/// An upload that stays open is kept for a restart, and takes room that no listing shows. When a transfer was at rest for
/// long, the agents of the node that copied get a command for each chunk that opened uploads. Its completion is entered in
/// the chunk; when all are entered, the transfer is done with. Whatever dies in between is asked for again by the next
/// run: under the same command on the same day, so that several runs at once do no harm, and under another on the
/// next, so that a store which was away is tried again.
/// </remarks>
internal sealed partial class SweepUploads(
    TransferStore transfers,
    TransferLedger ledger,
    LedgerBlobs blobs,
    CommandQueue queue,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<SweepUploads> logger)
    : IRecurringTask
{
    /// <summary>A run must end well before the host's function timeout; the timer comes again soon.</summary>
    public const int MostInOneRun = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.OpenUploads == TimeSpan.Zero)
        {
            return;
        }

        DateTimeOffset endedBefore = time.GetUtcNow() - options.Value.OpenUploads;
        int asked = 0;
        await foreach (TransferRow transfer in transfers.ListAsync(after: null, cancellationToken))
        {
            // Nobody can restart one that was deleted: its uploads are of no use to anybody.
            if (transfer.DeletedAt is null
                ? transfer.MayHaveOpenUploads(endedBefore)
                : RemoveTransfers.WaitsForSweep(transfer, time.GetUtcNow()))
            {
                asked += await SweepAsync(transfer, MostInOneRun - asked, cancellationToken);
            }

            if (asked >= MostInOneRun)
            {
                break;
            }
        }

        if (asked > 0)
        {
            LogSweeping(asked, endedBefore);
        }
    }

    /// <returns>How many chunks were asked for.</returns>
    private async Task<int> SweepAsync(TransferRow transfer, int most, CancellationToken cancellationToken)
    {
        int asked = 0;
        await foreach (ChunkRow chunk in ledger.ChunksAsync(transfer.GetId(), after: 0, cancellationToken))
        {
            if (asked == most)
            {
                return asked;
            }

            if (!chunk.IsSwept(transfer.Attempt) && await HasOpenedAsync(transfer, chunk, cancellationToken))
            {
                await queue.ScheduleAsync(Command(transfer, chunk.GetNumber()), cancellationToken);
                asked++;
            }
        }

        if (asked == 0)
        {
            await FinishAsync(transfer, cancellationToken);
        }

        return asked;
    }

    private async Task<bool> HasOpenedAsync(TransferRow transfer, ChunkRow chunk, CancellationToken cancellationToken)
    {
        await using Stream? uploads = await blobs.OpenAsync(
            transfer.GetId(), chunk.GetNumber(), LedgerStreams.Uploads, cancellationToken);
        return uploads is not null;
    }

    private RemoteCommand Command(TransferRow transfer, int chunk) => new(
        CommandId.For(
            transfer.GetId(), transfer.Attempt, CommandNames.SweepUploads, chunk, $"{time.GetUtcNow():yyyyMMdd}"),
        transfer.GetSweepNode(),
        transfer.GetId(),
        transfer.GetInstanceId(),
        CommandNames.SweepUploads,
        JsonSerializer.SerializeToElement(
            new SweepUploadsInput(
                transfer.GetSource().Prefix, transfer.GetDestination(), chunk, transfer.Attempt),
            ContractJson.Options));

    private async Task FinishAsync(TransferRow transfer, CancellationToken cancellationToken)
    {
        await transfers.ChangeAsync(
            transfer.GetId(),
            row =>
            {
                bool isSame = row.Attempt == transfer.Attempt && TransferStates.IsAtRest(row.State);
                row.SweptAttempt = isSame ? row.Attempt : row.SweptAttempt;
                return isSame;
            },
            cancellationToken);
        if (TransferStates.IsFinal(transfer.State))
        {
            // Nobody waits for these commands; an orchestration that waits for a restart clears its own in the end.
            await queue.ClearAsync(transfer.GetSweepNode(), transfer.GetId(), cancellationToken);
        }
    }

    [LoggerMessage(2270, LogLevel.Information, "Asked agents to abort open uploads of {Chunks} chunks whose transfers rest since {EndedBefore:u}")]
    private partial void LogSweeping(int chunks, DateTimeOffset endedBefore);
}
