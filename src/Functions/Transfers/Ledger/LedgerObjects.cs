using System.Runtime.CompilerServices;
using DtnBox.Contracts.Ledger;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>The objects of a transfer as its ledger has them, chunk by chunk: a chunk fits into memory, a transfer may not.</summary>
internal sealed class LedgerObjects(TransferLedger ledger, LedgerBlobs blobs)
{
    /// <summary>Reads all objects that are counted as planned, in the order of the listing.</summary>
    /// <param name="transferId">The transfer.</param>
    /// <param name="wanted">Which chunks are read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<LedgerObject> ReadAsync(
        string transferId, Predicate<ChunkRow> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TotalsRow totals = await ledger.TotalsAsync(transferId, cancellationToken);
        await foreach (ChunkRow chunk in ledger.ChunksAsync(transferId, after: 0, cancellationToken))
        {
            if (chunk.GetNumber() > totals.Chunks)
            {
                // Its plan command has not completed: it may be planned again in another way.
                yield break;
            }

            if (wanted(chunk))
            {
                await foreach (LedgerObject found in ReadChunkAsync(transferId, chunk.GetNumber(), cancellationToken))
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>Reads the objects of one chunk.</summary>
    public async IAsyncEnumerable<LedgerObject> ReadChunkAsync(
        string transferId, int chunk, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dictionary<string, CopiedObject> copied = await LastByKeyAsync<CopiedObject>(
            transferId, chunk, LedgerStreams.Copied, line => line.Key, cancellationToken);
        Dictionary<string, VerifiedObject> verified = await LastByKeyAsync<VerifiedObject>(
            transferId, chunk, LedgerStreams.Verified, line => line.Key, cancellationToken);
        await foreach (PlannedObject plan in blobs.ReadAsync<PlannedObject>(
            transferId, chunk, LedgerStreams.Plan, cancellationToken))
        {
            yield return new LedgerObject(
                plan, copied.GetValueOrDefault(plan.Key), verified.GetValueOrDefault(plan.Key));
        }
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
