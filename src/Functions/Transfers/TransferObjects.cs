using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Transfers;

/// <summary>The objects of a transfer with what became of each, read from the ledger chunk by chunk.</summary>
internal sealed class TransferObjects(TransferLedger ledger, LedgerBlobs blobs)
{
    /// <summary>One page in key order, whole chunks at a time, so a page may be somewhat larger than asked for.</summary>
    /// <param name="afterChunk">The chunk after which the page begins.</param>
    public async Task<Page<ObjectView>> PageAsync(
        string transferId, ObjectState? state, int afterChunk, int size, CancellationToken cancellationToken)
    {
        List<ObjectView> items = [];
        TotalsRow totals = await ledger.TotalsAsync(transferId, cancellationToken);
        await foreach (ChunkRow chunk in ledger.ChunksAsync(transferId, afterChunk, cancellationToken))
        {
            int number = chunk.GetNumber();
            if (number > totals.Chunks)
            {
                break;
            }

            if (state == ObjectState.Failed && chunk.ObjectsFailed == 0)
            {
                continue;
            }

            items.AddRange((await ReadAsync(transferId, number, cancellationToken))
                .Where(item => state is null || item.State == state));
            if (items.Count >= size && (number < totals.Chunks || totals.ExtrasPages > 0))
            {
                return new Page<ObjectView>(items, number.ToString());
            }
        }

        // Pages of extras are numbered on after the chunks, whose number is final when all is listed.
        for (int page = Math.Max(1, afterChunk - totals.Chunks + 1); totals.ListingComplete && page <= totals.ExtrasPages; page++)
        {
            items.AddRange((await ReadExtrasAsync(transferId, page, cancellationToken))
                .Where(item => state is null || item.State == state));
            if (items.Count >= size && page < totals.ExtrasPages)
            {
                return new Page<ObjectView>(items, (totals.Chunks + page).ToString());
            }
        }

        return new Page<ObjectView>(items);
    }

    private async Task<IReadOnlyList<ObjectView>> ReadExtrasAsync(
        string transferId, int page, CancellationToken cancellationToken)
    {
        Dictionary<string, DeletedObject> deleted = await LastByKeyAsync<DeletedObject>(
            transferId, page, LedgerStreams.Deleted, line => line.Key, cancellationToken);
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

    private async Task<IReadOnlyList<ObjectView>> ReadAsync(
        string transferId, int chunk, CancellationToken cancellationToken)
    {
        Dictionary<string, CopiedObject> copied = await LastByKeyAsync<CopiedObject>(
            transferId, chunk, LedgerStreams.Copied, line => line.Key, cancellationToken);
        Dictionary<string, VerifiedObject> verified = await LastByKeyAsync<VerifiedObject>(
            transferId, chunk, LedgerStreams.Verified, line => line.Key, cancellationToken);
        return await blobs.ReadAsync<PlannedObject>(transferId, chunk, LedgerStreams.Plan, cancellationToken)
            .Select(plan => View(plan, copied.GetValueOrDefault(plan.Key), verified.GetValueOrDefault(plan.Key)))
            .ToListAsync(cancellationToken);
    }

    private static ObjectView View(PlannedObject plan, CopiedObject? copied, VerifiedObject? verified)
    {
        Fault? fault = copied?.Fault ?? verified?.Fault;
        ObjectState state = fault is not null ? ObjectState.Failed
            : verified is not null ? ObjectState.Verified
            : copied is not null ? ObjectState.Copied
            : ObjectState.Pending;
        return new ObjectView(plan.Key, copied?.Size ?? plan.Size, state, verified?.Sha256, fault, copied?.NotCopied);
    }

    private async Task<Dictionary<string, TLine>> LastByKeyAsync<TLine>(
        string transferId, int chunk, string stream, Func<TLine, string> key, CancellationToken cancellationToken)
    {
        Dictionary<string, TLine> last = new(StringComparer.Ordinal);
        await foreach (TLine line in blobs.ReadAsync<TLine>(transferId, chunk, stream, cancellationToken))
        {
            last[key(line)] = line;
        }

        return last;
    }
}
