using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>What only the destination has, page by page, with what became of it.</summary>
internal sealed class LedgerExtras(LedgerBlobs blobs)
{
    public async Task<IReadOnlyList<ObjectView>> ReadAsync(string transferId, int page, CancellationToken cancellationToken)
    {
        Dictionary<string, DeletedObject> deleted = new(StringComparer.Ordinal);
        await foreach (DeletedObject line in blobs.ReadAsync<DeletedObject>(
            transferId, page, LedgerStreams.Deleted, cancellationToken))
        {
            deleted[line.Key] = line;
        }

        return await blobs.ReadAsync<ExtraObject>(transferId, page, LedgerStreams.Extras, cancellationToken)
            .Select(extra => View(extra, deleted.GetValueOrDefault(extra.Key)))
            .ToListAsync(cancellationToken);
    }

    private static ObjectView View(ExtraObject extra, DeletedObject? deleted)
    {
        ObjectState state = deleted is null ? ObjectState.Extra
            : deleted.Fault is null ? ObjectState.Deleted
            : ObjectState.Failed;
        return new ObjectView(extra.Key, extra.Size, state, Sha256: null, deleted?.Fault);
    }
}
