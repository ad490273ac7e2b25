using System.Net;
using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Copying;

/// <summary>Puts the parts of an upload together, with the keys of the store. May be run again after any death.</summary>
internal sealed class UploadCompletion(ObjectStore store, StoreRetry retry, string bucket, string key)
{
    /// <summary>Completes the upload.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="size">Bytes of the whole object.</param>
    /// <param name="parts">Every part, as the store acknowledged it.</param>
    /// <param name="abort">Drops an upload whose parts will never do.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What the store says of the object, and the version that it became.</returns>
    /// <exception cref="StoreException">It has code NoSuchUpload when the upload is gone and the object is not there.</exception>
    public async Task<(ObjectHead Written, string? VersionId)> RunAsync(
        UploadLine upload,
        long size,
        IReadOnlyCollection<UploadedPart> parts,
        Func<Task> abort,
        CancellationToken cancellationToken)
    {
        string? version = null;
        try
        {
            version = await retry.RunAsync(
                _ => store.CompleteUploadAsync(bucket, key, upload.UploadId, parts, cancellationToken), cancellationToken);
        }
        catch (StoreException exception) when (exception.Code == "NoSuchUpload")
        {
            // Either an earlier try did it and its answer was lost, or somebody aborted the upload.
        }
        catch (StoreException exception) when (exception is { Status: HttpStatusCode.BadRequest, Fault.Transient: false })
        {
            // These parts will never do; the next run has to begin again.
            await abort();
            throw;
        }

        ObjectHead? written = await FindAsync(upload, size, parts.Count, cancellationToken);
        return written is not null
            ? (written, version)
            : throw new StoreException(
                new Fault(
                    FaultCodes.StoreError,
                    $"The store at {store.Endpoint} does not have '{key}' in '{bucket}' as it was sent.",
                    "Run the transfer again; if it persists, the store's operator must act.",
                    Transient: true),
                code: "NoSuchUpload");
    }

    /// <summary>
    /// The whole object, if the store has it: it may have put the parts together although nobody lived to hear it.
    /// </summary>
    public async Task<ObjectHead?> FindAsync(UploadLine upload, long size, int parts, CancellationToken cancellationToken)
    {
        if (upload.Begun is not { } begun)
        {
            return null;
        }

        ObjectHead? head = await retry.RunAsync(_ => store.HeadAsync(bucket, key, cancellationToken), cancellationToken);
        return CopyRun.IsOurs(head, size, begun)
            && (!head!.ETag.Contains('-', StringComparison.Ordinal)
                || head.ETag.EndsWith($"-{parts}", StringComparison.Ordinal))
            ? head
            : null;
    }
}
