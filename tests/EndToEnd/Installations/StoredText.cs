using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Installations;

/// <summary>All that an installation has stored, as text: every row of every table, every blob as it is and unpacked, and every message of every queue.</summary>
internal static class StoredText
{
    /// <summary>What a queue shows at once; more than any test leaves in one.</summary>
    private const int MostMessages = 32;

    public static async IAsyncEnumerable<(string Where, string Text)> ReadAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tables = new TableServiceClient(TestStorage.ConnectionString);
        await foreach (Azure.Data.Tables.Models.TableItem table in tables.QueryAsync(cancellationToken: cancellationToken))
        {
            if (table.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                await foreach (TableEntity row in tables.GetTableClient(table.Name)
                    .QueryAsync<TableEntity>(cancellationToken: cancellationToken))
                {
                    yield return ($"{table.Name} {row.PartitionKey} {row.RowKey}", JsonSerializer.Serialize(
                        row.ToDictionary(column => column.Key, column => column.Value?.ToString())));
                }
            }
        }

        await foreach ((string, string) message in MessagesAsync(prefix, cancellationToken))
        {
            yield return message;
        }

        var blobs = new BlobServiceClient(TestStorage.ConnectionString);
        await foreach (BlobContainerItem container in blobs.GetBlobContainersAsync(
            BlobContainerTraits.None, BlobContainerStates.None, prefix, cancellationToken))
        {
            BlobContainerClient client = blobs.GetBlobContainerClient(container.Name);
            await foreach (BlobItem blob in client.GetBlobsAsync(
                BlobTraits.None, BlobStates.None, prefix: null, cancellationToken))
            {
                byte[] content = (await client.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken)).Value.Content.ToArray();
                yield return ($"{container.Name}/{blob.Name}", Encoding.Latin1.GetString(content) + Unpack(content));
            }
        }
    }

    /// <summary>Messages of the task hub, which may be on their way to an orchestration while this looks.</summary>
    private static async IAsyncEnumerable<(string Where, string Text)> MessagesAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var queues = new QueueServiceClient(TestStorage.ConnectionString);
        await foreach (QueueItem queue in queues.GetQueuesAsync(QueueTraits.None, prefix, cancellationToken))
        {
            PeekedMessage[] messages =
                (await queues.GetQueueClient(queue.Name).PeekMessagesAsync(MostMessages, cancellationToken)).Value;
            foreach (PeekedMessage message in messages)
            {
                string text = message.Body.ToString();
                yield return ($"{queue.Name} {message.MessageId}", text + Decode(text));
            }
        }
    }

    private static string Decode(string text)
    {
        Span<byte> bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int written) ? Encoding.UTF8.GetString(bytes[..written]) : "";
    }

    private static string Unpack(byte[] content)
    {
        if (content is not [0x1f, 0x8b, ..])
        {
            return "";
        }

        using var reader = new StreamReader(new GZipStream(new MemoryStream(content), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
