using Azure.Data.Tables;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>Reads the rows of many instances at once: those whose keys are neighbours come in one query.</summary>
internal sealed class NeighbourRows(TaskHubStorage storage)
{
    private const int Neighbours = 50;
    private const int Parallelism = 4;

    /// <summary>Hands each instance over with all of its rows, or with null when it must be read by itself.</summary>
    /// <exception cref="Azure.RequestFailedException">Storage failed; some were handed over and others not.</exception>
    public Task ReadAsync(
        IEnumerable<string> instanceIds,
        Action<string, IReadOnlyList<TableEntity>?> take,
        CancellationToken cancellationToken)
    {
        IEnumerable<string[]> groups = instanceIds
            .Order(Comparer<string>.Create((a, b) => string.CompareOrdinal(InstanceKey.Encode(a), InstanceKey.Encode(b))))
            .Chunk(Neighbours);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(groups, options, async (ids, cancel) =>
        {
            IReadOnlyDictionary<string, List<TableEntity>> found = await ReadPageAsync(ids, cancel);
            foreach (string id in ids)
            {
                take(id, found.GetValueOrDefault(InstanceKey.Encode(id)));
            }
        });
    }

    /// <summary>Reads one page from the first key to the last.</summary>
    /// <remarks>
    /// No more than a page: ended instances, of which there may be thousands, lie in between. Whoever does not fit, and the
    /// last one of a page that another follows, which may be cut, is read by itself.
    /// </remarks>
    private async Task<IReadOnlyDictionary<string, List<TableEntity>>> ReadPageAsync(
        string[] ids, CancellationToken cancellationToken)
    {
        HashSet<string> wanted = [.. ids.Select(InstanceKey.Encode)];
        var rows = new Dictionary<string, List<TableEntity>>(StringComparer.Ordinal);
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {InstanceKey.Encode(ids[0])} and PartitionKey le {InstanceKey.Encode(ids[^1])}");
        await foreach (Azure.Page<TableEntity> page in storage.Table
            .QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).AsPages())
        {
            foreach (TableEntity row in page.Values.Where(row => wanted.Contains(row.PartitionKey)))
            {
                (rows.TryGetValue(row.PartitionKey, out List<TableEntity>? own) ? own : rows[row.PartitionKey] = []).Add(row);
            }

            if (page.ContinuationToken is not null && page.Values.Count > 0)
            {
                rows.Remove(page.Values[^1].PartitionKey);
            }

            break;
        }

        return rows;
    }
}
