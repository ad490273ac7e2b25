using Azure.Data.Tables;

namespace DtnBox.Functions.Users.HandOvers;

/// <summary>Things that are rows of one partition with a column <c>Owner</c>.</summary>
/// <param name="table">Where they are.</param>
/// <param name="partition">The partition.</param>
/// <param name="prefix">What their row keys begin with; empty when nothing else is there.</param>
internal abstract class OwnedRows(TableClient table, string partition, string prefix) : IOwned
{
    public const int PageSize = 100;

    public abstract string Kind { get; }

    public async Task<OwnedPage> HandOverAsync(string from, string to, string? after, CancellationToken cancellationToken)
    {
        List<string> keys = await FindAsync(from, after ?? prefix, cancellationToken);
        int moved = 0;
        foreach (string key in keys)
        {
            moved += await MoveAsync(key, from, to, cancellationToken) ? 1 : 0;
        }

        return new OwnedPage(moved, keys.Count == PageSize ? keys[^1] : null);
    }

    /// <summary>Hands one over; false when somebody else owns it by now, or it is gone.</summary>
    protected abstract Task<bool> MoveAsync(string key, string from, string to, CancellationToken cancellationToken);

    private async Task<List<string>> FindAsync(string owner, string after, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and Owner eq {owner}");
        if (prefix.Length > 0)
        {
            // Keys here are ASCII, so the character after the last one of the prefix ends the range.
            string end = prefix[..^1] + (char)(prefix[^1] + 1);
            filter += TableClient.CreateQueryFilter($" and RowKey lt {end}");
        }

        return await table.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken)
            .Select(row => row.RowKey).Take(PageSize).ToListAsync(cancellationToken);
    }
}
