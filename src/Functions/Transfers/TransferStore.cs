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
        => Table.ReadRangeAsync<ActiveTransferRow>(
            TransferRow.Partition, ActiveTransferRow.Prefix, cancellationToken: cancellationToken);

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
