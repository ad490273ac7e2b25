using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>What the hub keeps in storage, read past the hosts and the proxies.</summary>
internal sealed class HubRows(string hub)
{
    private const string InstanceRow = "0";
    private const string OwnerPartition = "owner";

    private readonly TableClient _table = new(TestStorage.ConnectionString, hub);
    private readonly BlobContainerClient _payloads = new(TestStorage.ConnectionString, $"{hub}-payloads");

    /// <summary>Gives the ids of all instances, and of those that have something left to do.</summary>
    public async Task<(IReadOnlyList<string> All, IReadOnlyList<string> Open)> InstancesAsync()
    {
        var all = new List<string>();
        var open = new List<string>();
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(row => row.RowKey == InstanceRow))
        {
            all.Add(row.GetString("InstanceId"));
            if (row.GetBoolean("IsOpen") == true)
            {
                open.Add($"{row.GetString("InstanceId")} ({row.GetString("Status")})");
            }
        }

        return (all, open);
    }

    /// <summary>Gives what an instance that has ended must not have: work, and messages that it has not consumed.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync()
    {
        var consumed = new Dictionary<string, long>();
        var pending = new List<(string Partition, string Row)>();
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey", "ConsumedThrough"]))
        {
            if (row.RowKey == InstanceRow)
            {
                consumed.Add(row.PartitionKey, row.GetInt64("ConsumedThrough") ?? 0);
            }
            else if (row.PartitionKey != OwnerPartition && row.RowKey[0] is 'a' or 'o' or 'm')
            {
                pending.Add((row.PartitionKey, row.RowKey));
            }
        }

        return [.. pending
            .Where(row => row.Row[0] != 'm' || Number(row.Row) > consumed.GetValueOrDefault(row.Partition))
            .Select(row => $"{row.Partition} {row.Row}")];
    }

    /// <summary>Gives whatever is there besides the owner row.</summary>
    public async Task<IReadOnlyList<string>> LeftoversAsync()
    {
        var left = new List<string>();
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"]))
        {
            if (row.PartitionKey != OwnerPartition)
            {
                left.Add($"row {row.PartitionKey} {row.RowKey}");
            }
        }

        await foreach (Azure.Storage.Blobs.Models.BlobItem blob in _payloads.GetBlobsAsync())
        {
            left.Add($"blob {blob.Name}");
        }

        return left;
    }

    public async Task DeleteAsync()
    {
        await _table.DeleteAsync();
        await _payloads.DeleteIfExistsAsync();
    }

    private static long Number(string rowKey) => long.Parse(rowKey.Split('!')[1], CultureInfo.InvariantCulture);
}
