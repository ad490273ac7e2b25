using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace DtnBox.Functions.Storage;

/// <summary>The few ways in which rows are read and changed here.</summary>
internal static class TableAccess
{
    /// <summary>Reads one row, or null when there is none.</summary>
    public static async Task<TRow?> FindAsync<TRow>(
        this TableClient table, string partition, string row, CancellationToken cancellationToken)
        where TRow : TableRow
    {
        NullableResponse<TRow> found = await table.GetEntityIfExistsAsync<TRow>(
            partition, row, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Reads the rows of one partition whose key begins with a prefix, in key order.</summary>
    public static async IAsyncEnumerable<TRow> ReadRangeAsync<TRow>(
        this TableClient table,
        string partition,
        string prefix,
        string? after = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TRow : TableRow
    {
        // Keys here are ASCII, so the character after the last one of the prefix ends the range.
        string end = prefix[..^1] + (char)(prefix[^1] + 1);
        string filter = after is null
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {end}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {end}");
        await foreach (TRow row in table.QueryAsync<TRow>(filter, cancellationToken: cancellationToken))
        {
            yield return row;
        }
    }

    /// <summary>Inserts a row; false when one with its keys exists.</summary>
    public static async Task<bool> TryInsertAsync<TRow>(
        this TableClient table, TRow row, CancellationToken cancellationToken)
        where TRow : TableRow
    {
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Writes several rows of one partition, all or none; false when somebody else was there first.</summary>
    public static async Task<bool> TrySubmitAsync(
        this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Changes one row under its ETag, reading it anew as often as somebody else was first.</summary>
    /// <param name="change">Changes the row and says whether there is anything to write.</param>
    /// <returns>The row as it now is, or null when there is none.</returns>
    public static async Task<TRow?> ChangeAsync<TRow>(
        this TableClient table, string partition, string row, Func<TRow, bool> change, CancellationToken cancellationToken)
        where TRow : TableRow
    {
        while (true)
        {
            TRow? current = await table.FindAsync<TRow>(partition, row, cancellationToken);
            if (current is null || !change(current))
            {
                return current;
            }

            if (await table.TrySubmitAsync([Update(current)], cancellationToken))
            {
                return current;
            }
        }
    }

    public static TableTransactionAction Insert(TableRow row) => new(TableTransactionActionType.Add, row);

    public static TableTransactionAction Update(TableRow row)
        => new(TableTransactionActionType.UpdateReplace, row, row.ETag);

    public static TableTransactionAction Delete(TableRow row) => new(TableTransactionActionType.Delete, row, row.ETag);
}
