using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using DtnBox.Contracts;

namespace DtnBox.Functions.Storage;

/// <summary>What every row has. Updates always carry the ETag that was read; there is no last-writer-wins.</summary>
internal abstract class TableRow : ITableEntity
{
    public string PartitionKey { get; set; } = string.Empty;

    public string RowKey { get; set; } = string.Empty;

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    protected static string? Write<T>(T? value)
        => value is null ? null : JsonSerializer.Serialize(value, ContractJson.Options);

    protected static T? Read<T>(string? json)
        => string.IsNullOrEmpty(json) ? default : JsonSerializer.Deserialize<T>(json, ContractJson.Options);
}
