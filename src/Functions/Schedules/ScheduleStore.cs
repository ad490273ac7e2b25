using Azure.Data.Tables;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Schedules;

/// <summary>The schedules, and beside them, in the same partition, when each is due.</summary>
internal sealed class ScheduleStore(StorageAccount account)
{
    private TableClient Table => account.Schedules;

    /// <summary>Inserts a schedule; nothing happens when it is there already.</summary>
    public Task InsertAsync(ScheduleRow row, CancellationToken cancellationToken)
        => Table.TrySubmitAsync([TableAccess.Insert(row), .. Due(before: null, row)], cancellationToken);

    public Task<ScheduleRow?> FindAsync(string id, CancellationToken cancellationToken)
        => Table.FindAsync<ScheduleRow>(ScheduleRow.Partition, ScheduleRow.Prefix + id, cancellationToken);

    public IAsyncEnumerable<ScheduleRow> ListAsync(string? after, CancellationToken cancellationToken)
        => Table.ReadRangeAsync<ScheduleRow>(
            ScheduleRow.Partition,
            ScheduleRow.Prefix,
            after is null ? null : ScheduleRow.Prefix + after,
            cancellationToken);

    /// <summary>The schedules that are due by now, the longest due first.</summary>
    public IAsyncEnumerable<ScheduleRow> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
        => Table.ReadRangeAsync<DueRow>(ScheduleRow.Partition, DueRow.Prefix, cancellationToken: cancellationToken)
            .TakeWhile(due => string.CompareOrdinal(due.RowKey, DueRow.Until(now.AddTicks(1))) < 0)
            .Select(async (DueRow due, CancellationToken cancel) => await FindAsync(due.ScheduleId, cancel))
            .OfType<ScheduleRow>();

    /// <summary>Changes a schedule; its mark as due moves with it, in the same transaction.</summary>
    /// <param name="change">Changes the row and says whether there is anything to write.</param>
    /// <returns>The row as it now is, or null when there is none.</returns>
    public async Task<ScheduleRow?> ChangeAsync(
        string id, Func<ScheduleRow, bool> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            ScheduleRow? row = await FindAsync(id, cancellationToken);
            if (row is null)
            {
                return null;
            }

            DateTimeOffset? before = row.NextRun;
            if (!change(row)
                || await Table.TrySubmitAsync([TableAccess.Update(row), .. Due(before, row)], cancellationToken))
            {
                return row;
            }
        }
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        while (await FindAsync(id, cancellationToken) is { } row)
        {
            DateTimeOffset? before = row.NextRun;
            row.NextRun = null;
            if (await Table.TrySubmitAsync([TableAccess.Delete(row), .. Due(before, row)], cancellationToken))
            {
                return;
            }
        }
    }

    private static IEnumerable<TableTransactionAction> Due(DateTimeOffset? before, ScheduleRow row)
    {
        if (before == row.NextRun)
        {
            yield break;
        }

        if (before is { } old)
        {
            yield return new TableTransactionAction(TableTransactionActionType.Delete, Mark(old, row), Azure.ETag.All);
        }

        if (row.NextRun is { } next)
        {
            yield return TableAccess.Insert(Mark(next, row));
        }
    }

    private static DueRow Mark(DateTimeOffset at, ScheduleRow row) => new()
    {
        PartitionKey = ScheduleRow.Partition, RowKey = DueRow.Key(at, row.GetId()), ScheduleId = row.GetId(),
    };
}
