using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Hosting;
using DtnBox.Functions.Orchestrations;
using DtnBox.Functions.Retention;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Transfers.Deleting;

/// <summary>Removes what deleted transfers have left.</summary>
/// <remarks>
/// A deletion only marks the row, in one transaction. The mark stays until nothing else is left, so whatever dies in the
/// middle is gone on with by the next run; every step removes what is still there, and several runs at once do no harm.
/// <list type="number">
/// <item>Its orchestrations are ended and purged: from here on nothing writes to it but what is in flight.</item>
/// <item>Uploads that it left open are aborted by agents (SweepUploads): what names them is in the ledger.</item>
/// <item>Its commands, blobs and chunks are removed, and last its row and the mark, together.</item>
/// </list>
/// </remarks>
internal sealed partial class RemoveTransfers(
    TransferStore transfers,
    TransferRemains remains,
    IOptions<RetentionOptions> retention,
    TimeProvider time,
    ILogger<RemoveTransfers> logger)
    : IRecurringTask
{
    /// <summary>How long what was in flight when it was deleted may take to arrive.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>How long its open uploads are worth waiting for agents and stores that are away.</summary>
    public static readonly TimeSpan SweepPatience = TimeSpan.FromDays(1);

    /// <summary>Whether a deleted transfer may have left uploads open, and somebody may yet abort them.</summary>
    public static bool WaitsForSweep(TransferRow row, DateTimeOffset now)
        => row.MayHaveOpenUploads(now) && now - row.DeletedAt < SweepPatience;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (DeletedTransferRow deleted in transfers.ListDeletedAsync(cancellationToken))
        {
            if (await transfers.FindAsync(deleted.GetId(), cancellationToken) is { } row)
            {
                await RemoveAsync(row, cancellationToken);
            }
        }
    }

    private async Task RemoveAsync(TransferRow row, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        try
        {
            bool ended = await remains.EndRunsAsync(row, cancellationToken);
            bool sweeps = retention.Value.OpenUploads > TimeSpan.Zero && WaitsForSweep(row, now);
            if (!ended || sweeps || now - row.DeletedAt < Patience)
            {
                return;
            }

            await remains.ClearAsync(row, cancellationToken);
            await transfers.RemoveAsync(row, cancellationToken);
            LogRemoved(row.GetId(), row.State);
        }
        catch (OrchestrationsUnreachableException unreachable)
        {
            LogHostUnreachable(row.GetId(), unreachable);
        }
    }

    [LoggerMessage(2240, LogLevel.Information, "Removed transfer {TransferId}, which was {State} when it was deleted")]
    private partial void LogRemoved(string transferId, TransferState state);

    [LoggerMessage(2241, LogLevel.Warning, "The orchestrations of deleted transfer {TransferId} could not be ended; the next run tries again")]
    private partial void LogHostUnreachable(string transferId, Exception exception);
}
