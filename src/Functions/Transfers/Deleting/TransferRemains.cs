using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Orchestrations;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.Keyless;
using DtnBox.Functions.Transfers.Receipts;

namespace DtnBox.Functions.Transfers.Deleting;

/// <summary>All that there is of a transfer beside its row, and how it is removed. Every step can be repeated.</summary>
internal sealed class TransferRemains(
    StorageAccount account, CommandQueue queue, SignatureBlobs signatures, IOrchestrations orchestrations)
{
    private const int DeletesAtATime = 16;

    /// <summary>What a table service takes in one transaction.</summary>
    private const int RowsAtATime = 100;

    /// <summary>Ends and purges the orchestrations of all runs. One that waits for a restart would wait for ever.</summary>
    /// <returns>Whether none is left; one that was told to end takes a moment to do so.</returns>
    public async Task<bool> EndRunsAsync(TransferRow row, CancellationToken cancellationToken)
    {
        bool ended = true;
        for (int run = 1; run <= row.Run; run++)
        {
            string instance = TransferRow.InstanceId(row.GetId(), run);
            if (await orchestrations.FindAsync(instance, cancellationToken) is not { } known)
            {
                continue;
            }

            if (known.IsCompleted)
            {
                await orchestrations.PurgeAsync(instance, cancellationToken);
            }
            else
            {
                await orchestrations.TerminateAsync(instance, "Its transfer was deleted.", cancellationToken);
                ended = false;
            }
        }

        return ended;
    }

    /// <summary>Removes its commands, its blobs (plans, results, signatures, receipts, tuning) and its chunks.</summary>
    public async Task ClearAsync(TransferRow row, CancellationToken cancellationToken)
    {
        string id = row.GetId();
        await account.Transfers.DeleteEntityAsync(
            TransferRow.Partition, ReceiptDueRow.Prefix + id, cancellationToken: cancellationToken);
        foreach (string nodeId in (HashSet<string>)[row.CopyNode, row.VerifyNode])
        {
            await queue.ClearAsync(nodeId, id, cancellationToken);
        }

        await signatures.DeleteAllAsync(id, cancellationToken);
        await Parallel.ForEachAsync(
            account.Ledger.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{id}/", cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = DeletesAtATime, CancellationToken = cancellationToken },
            async (blob, cancel) => await account.Ledger.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancel));

        // The chunks last of these: as long as there are some, a completion that comes late finds where it belongs. Until
        // none is left, because another run that removes the same makes transactions fail.
        while (await RemoveChunksAsync(id, cancellationToken))
        {
        }
    }

    /// <returns>Whether there were any.</returns>
    private async Task<bool> RemoveChunksAsync(string id, CancellationToken cancellationToken)
    {
        bool any = false;
        IAsyncEnumerable<TableEntity> rows = account.Chunks.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {id}"),
            select: [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)],
            cancellationToken: cancellationToken);
        await foreach (TableEntity[] batch in rows.Chunk(RowsAtATime).WithCancellation(cancellationToken))
        {
            any = true;
            await account.Chunks.TrySubmitAsync(
                batch.Select(part => new TableTransactionAction(TableTransactionActionType.Delete, part, ETag.All)),
                cancellationToken);
        }

        return any;
    }
}
