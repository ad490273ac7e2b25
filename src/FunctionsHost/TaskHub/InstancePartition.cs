using Azure;
using Azure.Data.Tables;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>One instance's rows, written by this object alone.</summary>
/// <remarks>
/// Every write is one entity-group transaction that contains the instance row under the ETag of the write before it.
/// Whoever else writes the partition breaks that chain, and the next write here fails with 412 and changes nothing.
/// An object whose write failed is used no more: load another one.
/// <para>The first write stamps the instance row with this host's epoch: the instance is claimed. Until then a former
/// owner that was paused in the middle of a write may still finish that one; what was loaded is outdated then, and the
/// first write here fails. So before a claim nothing may be said or handed out that only a write would have
/// found wrong: the claim is written by itself when there is nothing else to write.</para>
/// </remarks>
internal sealed class InstancePartition(
    TableClient table,
    RowCodec codec,
    PayloadBlobs blobs,
    HubOwnership owner,
    string id,
    IReadOnlyList<TableEntity>? read = null)
{
    // The service takes 100 rows and 4 MiB of text, in which binary is base64.
    private const int MaxRows = 100;
    private const long MaxBytes = 2 * 1024 * 1024;
    private const int RowOverheadBytes = 1024;

    private readonly string _key = InstanceKey.Encode(id);
    private readonly SpilledRows _spilled = new(blobs, InstanceKey.Encode(id));
    private IReadOnlyList<TableEntity>? _read = read;
    private InstanceRecord? _stored;
    private ETag _etag;

    /// <summary>Gets a value indicating whether no former owner can write this instance any more.</summary>
    public bool IsClaimed { get; private set; }

    /// <summary>Gets a value indicating whether there is an instance row, under which rows can be written ahead.</summary>
    public bool Exists => _stored is not null;

    /// <summary>Takes in all rows: those that the caller has read already, otherwise it reads them. Writes nothing.</summary>
    public async Task<(InstanceRecord? Record, IReadOnlyList<PartitionRow> Rows)> LoadAsync(CancellationToken cancellationToken)
    {
        var rows = new List<PartitionRow>();
        InstanceRecord? found = null;
        await foreach (TableEntity entity in ReadAsync(cancellationToken))
        {
            if (entity.RowKey == RowKeys.Instance)
            {
                found = InstanceRecord.FromEntity(entity);
                _etag = entity.ETag;
            }
            else
            {
                _spilled.Set(entity.RowKey, RowCodec.BlobOf(entity));
                rows.Add(await codec.DecodeAsync(entity, cancellationToken));
            }
        }

        if (found is null)
        {
            // There is nothing to claim: the first write adds the row, which fails if another was faster.
            IsClaimed = true;
            return (null, rows);
        }

        if (found.OwnerEpoch > owner.Epoch)
        {
            throw owner.Lost($"instance {id} belongs to epoch {found.OwnerEpoch}");
        }

        IsClaimed = found.OwnerEpoch == owner.Epoch;
        _stored = found with { OwnerEpoch = owner.Epoch };
        if (!IsClaimed && _spilled.Any)
        {
            // A crash may have left blobs that no row names. They are deleted once nobody else can commit any more.
            await ClaimAsync(cancellationToken);
            await _spilled.SweepAsync(cancellationToken);
        }

        return (_stored, rows);
    }

    /// <summary>From here on a former owner that is only paused cannot write this instance any more.</summary>
    /// <exception cref="RequestFailedException">It has written it since it was loaded.</exception>
    public async Task ClaimAsync(CancellationToken cancellationToken)
    {
        if (!IsClaimed)
        {
            await SubmitAsync(_stored!, [], cancellationToken);
        }
    }

    /// <summary>Stores a change of the instance; when it returns, all of it is stored, and until then none of it is valid.</summary>
    /// <returns>How many of the rows in <paramref name="garbage"/> found room and were deleted, counted from the first.</returns>
    public async Task<int> CommitAsync(
        InstanceRecord record, PartitionChanges changes, IReadOnlyCollection<string> garbage, CancellationToken cancellationToken)
    {
        var actions = new List<TableTransactionAction>();
        long bytes = 0;
        foreach (PartitionRow row in changes.Puts)
        {
            actions.Add(await PutAsync(row, cancellationToken));
            bytes += Size(row);
        }

        actions.AddRange(changes.Deletes.Select(Delete));
        var ahead = new Queue<PartitionRow>(changes.Episode);
        long aheadBytes = ahead.Sum(Size);
        while (ahead.Count > 0 && (ahead.Count + actions.Count >= MaxRows || aheadBytes + bytes > MaxBytes))
        {
            // What does not fit beside the required rows goes ahead, under the unchanged instance row.
            var slice = new List<TableTransactionAction>();
            for (long left = MaxBytes; ahead.TryPeek(out PartitionRow? row) && slice.Count + 1 < MaxRows && Size(row) <= left;)
            {
                slice.Add(await PutAsync(ahead.Dequeue(), cancellationToken));
                (left, aheadBytes) = (left - Size(row), aheadBytes - Size(row));
            }

            await SubmitAsync(_stored!, slice, cancellationToken);
        }

        foreach (PartitionRow row in ahead)
        {
            actions.Add(await PutAsync(row, cancellationToken));
        }

        int swept = Math.Min(garbage.Count, MaxRows - 1 - actions.Count);
        actions.AddRange(garbage.Take(swept).Select(Delete));
        await SubmitAsync(record, actions, cancellationToken);
        _spilled.DeleteUnnamed(cancellationToken);
        return swept;
    }

    /// <summary>Tells whether one more append still fits into the same transaction.</summary>
    public static bool HasRoom(PartitionChanges changes)
        => changes.RequiredRows < MaxRows - 10
            && changes.RequiredBytes + (changes.RequiredRows * RowOverheadBytes) < MaxBytes - (2 * RowCodec.MaxInlineBytes);

    /// <summary>Tells whether what an episode must write in any case (input, output, status) fits as well.</summary>
    public static bool HasRoomForEpisode(PartitionChanges changes)
        => changes.RequiredBytes + (changes.RequiredRows * RowOverheadBytes) < RowCodec.MaxInlineBytes;

    /// <summary>Deletes everything, the instance row last: a torn purge is seen at the next load and goes on.</summary>
    public async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (TableEntity entity in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {_key}"), select: ["RowKey"], cancellationToken: cancellationToken))
        {
            keys.Add(entity.RowKey);
        }

        await DeleteAsync(keys.Where(rowKey => rowKey != RowKeys.Instance), cancellationToken);
        await blobs.DeleteAllAsync(_key, cancellationToken);
        owner.ThrowIfLost();
        await table.DeleteEntityAsync(_key, RowKeys.Instance, _etag, cancellationToken);
        _stored = null;
    }

    /// <summary>Deletes rows that mean nothing, in as many transactions as it takes.</summary>
    public async Task DeleteAsync(IEnumerable<string> rowKeys, CancellationToken cancellationToken)
    {
        foreach (string[] chunk in rowKeys.Chunk(MaxRows - 1))
        {
            await SubmitAsync(_stored!, chunk.Select(Delete), cancellationToken);
        }

        _spilled.DeleteUnnamed(cancellationToken);
    }

    private async Task SubmitAsync(
        InstanceRecord record, IEnumerable<TableTransactionAction> others, CancellationToken cancellationToken)
    {
        owner.ThrowIfLost();
        TableEntity entity = record.ToEntity();
        TableTransactionAction instance = _stored is null
            ? new TableTransactionAction(TableTransactionActionType.Add, entity)
            : new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, _etag);
        TableTransactionAction[] rows = [instance, .. others];
        Response<IReadOnlyList<Response>> answer = await HostMeter.CommitAsync(
            rows.Length, () => table.SubmitTransactionAsync(rows, cancellationToken));
        _etag = answer.Value[0].Headers.ETag
            ?? throw new InvalidOperationException("The table service gave no ETag for a written row.");
        _stored = record;
        IsClaimed = true;
    }

    private IAsyncEnumerable<TableEntity> ReadAsync(CancellationToken cancellationToken)
    {
        if (_read is { } read)
        {
            _read = null;
            return read.ToAsyncEnumerable();
        }

        return table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {_key}"), cancellationToken: cancellationToken);
    }

    private async Task<TableTransactionAction> PutAsync(PartitionRow row, CancellationToken cancellationToken)
    {
        TableEntity entity = await codec.EncodeAsync(_key, row, cancellationToken);
        _spilled.Set(row.RowKey, RowCodec.BlobOf(entity));
        return new TableTransactionAction(TableTransactionActionType.UpsertReplace, entity);
    }

    private TableTransactionAction Delete(string rowKey)
    {
        _spilled.Set(rowKey, null);
        return new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(_key, rowKey), ETag.All);
    }

    private static long Size(PartitionRow row) => Math.Min(row.Payload.Length, RowCodec.MaxInlineBytes) + RowOverheadBytes;
}
