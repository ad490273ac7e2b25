using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Transfers.KeyLists;

/// <summary>The pages of lists of keys: <c>key-lists/folder/page</c>, gzip'd JSON strings, one a line.</summary>
internal sealed class KeyListBlobs(StorageAccount account)
{
    public Task StoreAsync(string folder, int page, Stream lines, CancellationToken cancellationToken)
        => Blob(folder, page).UploadAsync(lines, overwrite: true, cancellationToken);

    /// <summary>Opens a page as it is stored, compressed.</summary>
    public Task<Stream> OpenAsync(string folder, int page, CancellationToken cancellationToken)
        => Blob(folder, page).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken);

    /// <summary>Deletes the pages of an upload that became no list.</summary>
    public async Task DeleteAsync(string folder, int pages, CancellationToken cancellationToken)
    {
        for (int page = 0; page < pages; page++)
        {
            await Blob(folder, page).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
    }

    private BlobClient Blob(string folder, int page) => account.Ledger.GetBlobClient($"key-lists/{folder}/{page:D8}.jsonl.gz");
}
