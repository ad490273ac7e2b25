using System.Text;
using Azure;
using Azure.Data.Tables;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Engine;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>Reads instances from storage, where everything acknowledged is; actors are not involved.</summary>
internal sealed class InstanceReader(TaskHubStorage storage)
{
    // Above every character that a key may hold.
    private const string PrefixEnd = "~";

    // How often a row may be replaced while it is read before the reader gives up.
    private const int MostReads = 5;

    public async Task<InstanceView?> FindAsync(string instanceId, bool withInput, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await storage.Table.GetEntityIfExistsAsync<TableEntity>(
            InstanceKey.Encode(instanceId), RowKeys.Instance, cancellationToken: cancellationToken);
        return row.HasValue && InstanceRecord.FromEntity(row.Value!) is { IsPurging: false } record
            ? await ViewAsync(record, withInput, cancellationToken)
            : null;
    }

    /// <summary>Gives one page of instances and where the next one begins.</summary>
    public async Task<(IReadOnlyList<InstanceView> Page, string? Continuation)> ListAsync(
        InstanceFilter filter, CancellationToken cancellationToken)
    {
        AsyncPageable<TableEntity> query = storage.Table.QueryAsync<TableEntity>(
            Filter(filter), filter.Top, cancellationToken: cancellationToken);
        await foreach (Page<TableEntity> page in query.AsPages(filter.Continuation, filter.Top))
        {
            var views = new List<InstanceView>();
            foreach (TableEntity row in page.Values)
            {
                views.Add(await ViewAsync(InstanceRecord.FromEntity(row), filter.WithInput, cancellationToken));
            }

            return (views, page.ContinuationToken);
        }

        return ([], null);
    }

    /// <summary>Gives the ids of all instances that match, whatever page they are on.</summary>
    public async IAsyncEnumerable<string> FindIdsAsync(
        InstanceFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TableEntity row in storage.Table.QueryAsync<TableEntity>(
            Filter(filter), select: [nameof(InstanceRecord.InstanceId)], cancellationToken: cancellationToken))
        {
            yield return row.GetString(nameof(InstanceRecord.InstanceId));
        }
    }

    public async Task<IReadOnlyList<HistoryEvent>> HistoryAsync(InstanceRecord record, CancellationToken cancellationToken)
    {
        string key = InstanceKey.Encode(record.InstanceId);
        string from = $"h!{record.Generation:D10}!";
        string to = $"h!{record.Generation:D10}~";
        var history = new List<HistoryEvent>();
        await foreach (TableEntity row in storage.Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey ge {from} and RowKey lt {to}"),
            cancellationToken: cancellationToken))
        {
            if (RowKeys.Number(row.RowKey, 2) <= record.Episode)
            {
                PartitionRow decoded = await storage.Codec.DecodeAsync(row, cancellationToken);
                history.AddRange(HistoryEvents.Unpack(decoded.Payload));
            }
        }

        return history;
    }

    private static string Filter(InstanceFilter filter)
    {
        var clauses = new List<string>
        {
            TableClient.CreateQueryFilter($"RowKey eq {RowKeys.Instance} and IsPurging eq {false}"),
        };
        string from = InstanceKey.Encode(filter.IdPrefix ?? "");
        clauses.Add(TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {from + PrefixEnd}"));
        if (filter.CreatedFrom is { } createdFrom)
        {
            clauses.Add(TableClient.CreateQueryFilter($"CreatedAt ge {createdFrom}"));
        }

        if (filter.CreatedTo is { } createdTo)
        {
            clauses.Add(TableClient.CreateQueryFilter($"CreatedAt le {createdTo}"));
        }

        if (filter.Statuses.Count > 0)
        {
            clauses.Add($"({string.Join(" or ", filter.Statuses.Select(
                status => TableClient.CreateQueryFilter($"Status eq {status.ToString()}")))})");
        }

        return string.Join(" and ", clauses);
    }

    private async Task<InstanceView> ViewAsync(InstanceRecord record, bool withInput, CancellationToken cancellationToken)
        => new(
            record,
            withInput && record.HasInput ? await TextAsync(record, RowKeys.Input, cancellationToken) : null,
            record.HasOutput ? await TextAsync(record, RowKeys.Output, cancellationToken) : null,
            record.HasCustomStatus ? await TextAsync(record, RowKeys.CustomStatus, cancellationToken) : null);

    private async Task<string?> TextAsync(InstanceRecord record, string rowKey, CancellationToken cancellationToken)
    {
        for (int read = 1; ; read++)
        {
            NullableResponse<TableEntity> row = await storage.Table.GetEntityIfExistsAsync<TableEntity>(
                InstanceKey.Encode(record.InstanceId), rowKey, cancellationToken: cancellationToken);
            if (!row.HasValue)
            {
                // It went between the two reads: the instance was started anew or purged.
                return null;
            }

            try
            {
                PartitionRow decoded = await storage.Codec.DecodeAsync(row.Value!, cancellationToken);
                return Encoding.UTF8.GetString(decoded.Payload.Span);
            }
            catch (PayloadGoneException) when (read < MostReads)
            {
                // The row was replaced after it was read; the one in its place names another blob, or none.
            }
        }
    }
}

/// <summary>An instance as the management API shows it; texts are JSON, or raw for reasons and failures.</summary>
internal sealed record InstanceView(InstanceRecord Record, string? Input, string? Output, string? CustomStatus);

internal sealed record InstanceFilter
{
    public IReadOnlyList<OrchestrationStatus> Statuses { get; init; } = [];

    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public string? IdPrefix { get; init; }

    public bool WithInput { get; init; } = true;

    public int Top { get; init; } = 100;

    public string? Continuation { get; init; }
}
