using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers.KeyLists;

/// <summary>The stored lists of keys.</summary>
internal sealed class KeyListStore(StorageAccount account, KeyListBlobs blobs, TimeProvider time)
{
    public const int IdLength = 32;

    /// <summary>Stores a list, or finds it stored.</summary>
    /// <remarks>
    /// Its id is made of the owner and the keys, so sending it again is harmless, and a transfer that names it is the
    /// same request again. Pages come first and the row last; pages that get no row are deleted, unless the process
    /// dies, and nobody ever reads them.
    /// </remarks>
    /// <exception cref="KeyListException">It is empty or too large, or a line is not a key.</exception>
    public async Task<KeyListRow> StoreAsync(IAsyncEnumerable<string> keys, string owner, CancellationToken cancellationToken)
    {
        using var upload = new KeyListUpload(blobs, owner);
        bool kept = false;
        try
        {
            await foreach (string key in keys.WithCancellation(cancellationToken))
            {
                await upload.AddAsync(key, cancellationToken);
            }

            if (upload.Keys == 0)
            {
                throw new KeyListException("The list has no keys. Leave it out for all keys under the source's prefix.");
            }

            var row = new KeyListRow
            {
                PartitionKey = KeyListRow.Partition,
                RowKey = KeyListRow.Prefix + await upload.FinishAsync(cancellationToken),
                Owner = owner,
                Folder = upload.Folder,
                Pages = upload.Pages,
                Keys = upload.Keys,
                Bytes = upload.Bytes,
                CreatedAt = time.GetUtcNow(),
            };

            // From here on the row may be there even if no answer comes.
            kept = true;
            kept = await account.KeyLists.TryInsertAsync(row, cancellationToken)
                || (await FindAsync(row.GetId(), cancellationToken))?.Folder == upload.Folder;
            return row;
        }
        finally
        {
            if (!kept)
            {
                await upload.DeleteAsync(CancellationToken.None);
            }
        }
    }

    public Task<KeyListRow?> FindAsync(string id, CancellationToken cancellationToken)
        => account.KeyLists.FindAsync<KeyListRow>(KeyListRow.Partition, KeyListRow.Prefix + id, cancellationToken);

    /// <summary>Opens a page, from 0, as it is stored; null after the last one.</summary>
    public async Task<Stream?> OpenAsync(string id, int page, CancellationToken cancellationToken)
    {
        // A list that is gone must not look like one that has ended: its transfer would leave keys out in silence.
        KeyListRow row = await FindAsync(id, cancellationToken)
            ?? throw new InvalidOperationException($"The list of keys {id} belongs to a transfer and is gone.");
        return page < row.Pages ? await blobs.OpenAsync(row.Folder, page, cancellationToken) : null;
    }

    /// <summary>What is wrong with the list that a transfer of this caller names; null for nothing.</summary>
    public async Task<ProblemHttpResult?> ProblemAsync(
        TransferSettings? settings, Caller caller, CancellationToken cancellationToken)
    {
        if (settings?.Selection?.KeyList is not { } id
            || (await FindAsync(id, cancellationToken) is { } row && caller.MayUse(row.Owner)))
        {
            return null;
        }

        var errors = new FieldErrors();
        errors.Require(
            holds: false,
            SelectionRules.KeyListField,
            $"there is no list of keys '{id}' that you may use. Store it first: POST /api/v1/key-lists gives its id.");
        return Problems.Invalid(errors.ToDictionary());
    }
}
