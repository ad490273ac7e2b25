using System.IO.Compression;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Transfers.Receipts;

/// <summary>Receipts as they were first written, without signatures: <c>transfer/receipt-attempt.jsonl.gz</c>.</summary>
/// <remarks>
/// What is signed must never change, so a receipt is written once for each attempt and kept, and not made anew from the
/// ledger by whatever version of this program is asked for it.
/// </remarks>
internal sealed class ReceiptBlobs(StorageAccount account)
{
    private const string ChainName = "chain";

    /// <summary>Opens a receipt as it is stored, compressed; null when it was not written yet.</summary>
    public async Task<Stream?> OpenAsync(string transferId, int attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await Blob(transferId, attempt).OpenReadAsync(
                new BlobOpenReadOptions(allowModifications: false), cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The last chain of a receipt that was written.</summary>
    public async Task<string> ChainAsync(string transferId, int attempt, CancellationToken cancellationToken)
        => (await Blob(transferId, attempt).GetPropertiesAsync(cancellationToken: cancellationToken))
            .Value.Metadata[ChainName];

    /// <summary>Stores a receipt whole or not at all. When there is one already, that one stays.</summary>
    /// <param name="write">Writes it and returns its last chain; null to store nothing after all.</param>
    public async Task StoreAsync(
        string transferId, int attempt, Func<Stream, Task<string?>> write, CancellationToken cancellationToken)
    {
        // By way of a file, because a blob that is streamed to is there before it is whole.
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"dtnbox-{Path.GetRandomFileName()}"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            });
        string? chain;
        await using (var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            chain = await write(packed);
        }

        if (chain is null)
        {
            return;
        }

        file.Position = 0;
        try
        {
            await Blob(transferId, attempt).UploadAsync(
                file,
                new BlobUploadOptions
                {
                    Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                    Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [ChainName] = chain },
                },
                cancellationToken);
        }
        catch (RequestFailedException exists) when (exists.Status is 409 or 412)
        {
            // Written meanwhile for the other signer, from the same ledger.
        }
    }

    private BlobClient Blob(string transferId, int attempt)
        => account.Ledger.GetBlobClient($"{transferId}/receipt-{attempt}.jsonl.gz");
}
