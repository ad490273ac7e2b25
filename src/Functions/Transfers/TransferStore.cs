using System.Security.Cryptography;
using Azure.Data.Tables;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.Receipts;

namespace DtnBox.Functions.Transfers;

/// <summary>The transfers, newest first.</summary>
internal sealed class TransferStore(StorageAccount account, TimeProvider time)
{
    private TableClient Table => account.Transfers;

    /// <summary>Makes an id that sorts before all older ones: what is left of the 48-bit clock, then 40 random bits.</summary>
    public string NewId()
    {
        long left = (1L << 48) - 1 - time.GetUtcNow().ToUnixTimeMilliseconds();
        return $"{left:x12}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5))}";
    }

    /// <summary>Inserts a transfer together with its mark as active; nothing happens when it is there already.</summary>
    public Task InsertAsync(TransferRow row, CancellationToken cancellationToken)
        => Table.TrySubmitAsync([TableAccess.Insert(row), TableAccess.Insert(Mark(row))], cancellationToken);

    public Task<TransferRow?> FindAsync(string id, CancellationToken cancellationToken)
        => Table.FindAsync<TransferRow>(TransferRow.Partition, TransferRow.Prefix + id, cancellationToken);

    public IAsyncEnumerable<TransferRow> ListAsync(string? after, CancellationToken cancellationToken)
        => Table.ReadRangeAsync<TransferRow>(
            TransferRow.Partition,
            TransferRow.Prefix,
            after is null ? null : TransferRow.Prefix + after,
            cancellationToken);

    public IAsyncEnumerable<ActiveTransferRow> ListActiveAsync(CancellationToken cancellationToken)
        => ListActiveAsync(after: null, cancellationToken);

    /// <summary>Those that have not ended, newest first.</summary>
    public IAsyncEnumerable<ActiveTransferRow> ListActiveAsync(string? after, CancellationToken cancellationToken)
        => Table.ReadRangeAsync<ActiveTransferRow>(
            TransferRow.Partition,
            ActiveTransferRow.Prefix,
            after is null ? null : ActiveTransferRow.Prefix + after,
            cancellationToken);

    public IAsyncEnumerable<DeletedTransferRow> ListDeletedAsync(CancellationToken cancellationToken)
        => Table.ReadRangeAsync<DeletedTransferRow>(
            TransferRow.Partition, DeletedTransferRow.Prefix, cancellationToken: cancellationToken);

    /// <summary>Deletes a transfer that is at rest: nobody sees it any more, and its mark says that it must be removed.</summary>
    /// <returns>The row as it now is, or null when there is none.</returns>
    public async Task<TransferRow?> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            TransferRow? row = await FindAsync(id, cancellationToken);
            if (row is null || row.DeletedAt is not null || !TransferStates.IsAtRest(row.State))
            {
                return row;
            }

            // Under the ETag: a restart at the same moment wins or loses as a whole.
            row.DeletedAt = time.GetUtcNow();
            var mark = new DeletedTransferRow { PartitionKey = TransferRow.Partition, RowKey = DeletedTransferRow.Prefix + id };
            if (await Table.TrySubmitAsync(
                [TableAccess.Update(row), new(TableTransactionActionType.UpsertReplace, mark)], cancellationToken))
            {
                return row;
            }
        }
    }

    /// <summary>Removes the row of a deleted transfer, the last of all; what stays is that it once was.</summary>
    public async Task RemoveAsync(TransferRow row, CancellationToken cancellationToken)
    {
        string id = row.GetId();
        await Table.DeleteEntityAsync(
            TransferRow.Partition, ActiveTransferRow.Prefix + id, cancellationToken: cancellationToken);
        var mark = new DeletedTransferRow { PartitionKey = TransferRow.Partition, RowKey = DeletedTransferRow.Prefix + id };
        var gone = new GoneTransferRow { PartitionKey = TransferRow.Partition, RowKey = GoneTransferRow.Prefix + id };

        // When somebody else was first, there is nothing left to do; when the row changed, the next look removes it.
        await Table.TrySubmitAsync(
            [
                TableAccess.Delete(row),
                new(TableTransactionActionType.Delete, mark, Azure.ETag.All),
                new(TableTransactionActionType.UpsertReplace, gone),
            ],
            cancellationToken);
    }

    /// <summary>Whether there was a transfer of this id that was deleted.</summary>
    public async Task<bool> WasDeletedAsync(string id, CancellationToken cancellationToken)
        => await Table.FindAsync<GoneTransferRow>(
            TransferRow.Partition, GoneTransferRow.Prefix + id, cancellationToken) is not null;

    /// <summary>Changes a transfer; its mark as active comes and goes with its state, in the same transaction.</summary>
    /// <param name="change">Changes the row and says whether there is anything to write.</param>
    /// <returns>The row as it now is, or null when there is none.</returns>
    public async Task<TransferRow?> ChangeAsync(
        string id, Func<TransferRow, bool> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            TransferRow? row = await FindAsync(id, cancellationToken);
            if (row is null)
            {
                return null;
            }

            bool wasActive = !TransferStates.IsFinal(row.State);
            if (!change(row))
            {
                return row;
            }

            if (await Table.TrySubmitAsync(Write(row, wasActive), cancellationToken))
            {
                return row;
            }
        }
    }

    private static IEnumerable<TableTransactionAction> Write(TransferRow row, bool wasActive)
    {
        yield return TableAccess.Update(row);
        bool isActive = !TransferStates.IsFinal(row.State);
        if (isActive && !wasActive)
        {
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, Mark(row));
        }
        else if (wasActive && !isActive)
        {
            yield return new TableTransactionAction(TableTransactionActionType.Delete, Mark(row), Azure.ETag.All);
            if (ReceiptRules.HasReceipt(row))
            {
                yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, new ReceiptDueRow
                {
                    PartitionKey = TransferRow.Partition,
                    RowKey = ReceiptDueRow.Prefix + row.GetId(),
                });
            }
        }
    }

    private static ActiveTransferRow Mark(TransferRow row) => new()
    {
        PartitionKey = TransferRow.Partition,
        RowKey = ActiveTransferRow.Prefix + row.GetId(),
    };
}
