using System.Net;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Sweeping;

/// <summary>Aborts the uploads that a chunk left open. May be run any number of times, and killed at any moment.</summary>
/// <remarks>
/// Only an upload whose id stands in this chunk's ledger is touched: an id is the store's own and belongs to one upload,
/// so whatever else is open at the same key, by another transfer or by other people, is not ours to abort. The price is
/// an upload that was opened and whose id never reached the ledger because the process died in between. It has no parts;
/// the bucket's own rule for incomplete uploads removes it.
/// </remarks>
public sealed class UploadSweeper(IOptions<TransferOptions> options, TimeProvider time)
{
    private readonly StoreRetry _retry = new(options.Value, time);

    /// <summary>Aborts. An upload that was completed or aborted before is no fault.</summary>
    /// <exception cref="StoreException">The store does not let us; those aborted before stay aborted.</exception>
    public async Task<SweepUploadsResult> SweepAsync(
        SweepUploadsInput input, ObjectStore destination, IChunkLedger ledger, CancellationToken cancellationToken)
    {
        HashSet<(string Key, string UploadId)> opened = [];
        await foreach (UploadLine line in ledger.ReadAsync<UploadLine>(LedgerStreams.Uploads, cancellationToken))
        {
            if (!line.OpensChunk)
            {
                opened.Add((KeyMapping.ToDestination(input.SourcePrefix, input.Destination, line.Key), line.UploadId));
            }
        }

        int aborted = 0;
        foreach ((string key, string uploadId) in opened)
        {
            aborted += await AbortAsync(destination, input.Destination.Bucket, key, uploadId, cancellationToken) ? 1 : 0;
        }

        return new SweepUploadsResult(aborted);
    }

    private async Task<bool> AbortAsync(
        ObjectStore destination, string bucket, string key, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            await _retry.RunAsync(
                _ => destination.AbortUploadAsync(bucket, key, uploadId, cancellationToken), cancellationToken);
            return true;
        }
        catch (StoreException exception) when (exception.Status == HttpStatusCode.NotFound
            || exception.Fault.Code == FaultCodes.NotSupported)
        {
            // It is gone with its parts, or this store keeps them whatever we say.
            return false;
        }
    }
}
