using Azure.Data.Tables;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>Rows as table entities: a payload is cut into properties of 64 KiB, a large one is kept in a blob.</summary>
internal sealed class RowCodec(PayloadBlobs blobs)
{
    /// <summary>The largest payload kept in the table itself.</summary>
    public const int MaxInlineBytes = 512 * 1024;

    private const int MaxPropertyBytes = 64 * 1024;
    private const string BlobProperty = "Blob";
    private const string LengthProperty = "Length";

    /// <summary>Gives the blob that a row names, or null when its payload is in the row itself.</summary>
    public static string? BlobOf(TableEntity entity) => entity.GetString(BlobProperty);

    public async Task<TableEntity> EncodeAsync(string partition, PartitionRow row, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(partition, row.RowKey);
        Set(entity, nameof(PartitionRow.ExecutionId), row.ExecutionId);
        Set(entity, nameof(PartitionRow.OtherInstanceId), row.OtherInstanceId);
        Set(entity, nameof(PartitionRow.OtherRowKey), row.OtherRowKey);
        if (row.Payload.Length > MaxInlineBytes)
        {
            entity[BlobProperty] = await blobs.WriteAsync(partition, row.Payload, cancellationToken);
            return entity;
        }

        entity[LengthProperty] = row.Payload.Length;
        for (int offset = 0; offset < row.Payload.Length; offset += MaxPropertyBytes)
        {
            int size = Math.Min(MaxPropertyBytes, row.Payload.Length - offset);
            entity[Property(offset)] = row.Payload.Slice(offset, size).ToArray();
        }

        return entity;
    }

    public async Task<PartitionRow> DecodeAsync(TableEntity entity, CancellationToken cancellationToken)
        => new(entity.RowKey, await PayloadAsync(entity, cancellationToken))
        {
            ExecutionId = entity.GetString(nameof(PartitionRow.ExecutionId)),
            OtherInstanceId = entity.GetString(nameof(PartitionRow.OtherInstanceId)),
            OtherRowKey = entity.GetString(nameof(PartitionRow.OtherRowKey)),
        };

    private async Task<ReadOnlyMemory<byte>> PayloadAsync(TableEntity entity, CancellationToken cancellationToken)
    {
        if (BlobOf(entity) is { } blob)
        {
            return await blobs.ReadAsync(blob, cancellationToken);
        }

        var payload = new byte[entity.GetInt32(LengthProperty) ?? 0];
        for (int offset = 0; offset < payload.Length; offset += MaxPropertyBytes)
        {
            entity.GetBinary(Property(offset)).CopyTo(payload, offset);
        }

        return payload;
    }

    private static string Property(int offset) => $"Payload{offset / MaxPropertyBytes}";

    private static void Set(TableEntity entity, string name, string? value)
    {
        if (value is not null)
        {
            entity[name] = value;
        }
    }
}
