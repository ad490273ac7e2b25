using System.Runtime.CompilerServices;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Transfers;

/// <summary>The objects of a transfer with what became of each, read from the ledger chunk by chunk.</summary>
internal sealed class TransferObjects(TransferLedger ledger, LedgerObjects objects, LedgerExtras extras)
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

            if (MayHold(chunk, state))
            {
                items.AddRange(await objects.ReadChunkAsync(transferId, number, cancellationToken)
                    .Select(found => found.View())
                    .Where(item => state is null || item.State == state)
                    .ToListAsync(cancellationToken));
            }

            if (items.Count >= size && (number < totals.Chunks || totals.ExtrasPages > 0))
            {
                return new Page<ObjectView>(items, number.ToString());
            }
        }

        // Pages of extras are numbered on after the chunks, whose number is final when all is listed.
        for (int page = Math.Max(1, afterChunk - totals.Chunks + 1); totals.ListingComplete && page <= totals.ExtrasPages; page++)
        {
            items.AddRange((await extras.ReadAsync(transferId, page, cancellationToken))
                .Where(item => state is null || item.State == state));
            if (items.Count >= size && page < totals.ExtrasPages)
            {
                return new Page<ObjectView>(items, (totals.Chunks + page).ToString());
            }
        }

        return new Page<ObjectView>(items);
    }

    /// <summary>All of them, one by one: never more than a chunk is held in memory.</summary>
    public async IAsyncEnumerable<ObjectView> AllAsync(
        string transferId, ObjectState? state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (LedgerObject found in objects.ReadAsync(
            transferId, chunk => MayHold(chunk, state), cancellationToken))
        {
            if (found.View() is var item && (state is null || item.State == state))
            {
                yield return item;
            }
        }

        TotalsRow totals = await ledger.TotalsAsync(transferId, cancellationToken);
        for (int page = 1; totals.ListingComplete && page <= totals.ExtrasPages; page++)
        {
            foreach (ObjectView item in await extras.ReadAsync(transferId, page, cancellationToken))
            {
                if (state is null || item.State == state)
                {
                    yield return item;
                }
            }
        }
    }

    /// <summary>Most chunks have no failures, and need not be read to find some.</summary>
    private static bool MayHold(ChunkRow chunk, ObjectState? state) => state != ObjectState.Failed || chunk.ObjectsFailed > 0;
}
