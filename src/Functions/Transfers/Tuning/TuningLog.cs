using System.IO.Compression;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Transfers.Tuning;

/// <summary>What was tuned while a transfer was carried: JSON lines in blobs, one for each day.</summary>
/// <remarks>
/// By day, because a blob takes 50,000 appends and a transfer may last for weeks. The lines are for people to read: a
/// change whose report was lost with an agent is not missed, and one that was told twice does no harm.
/// </remarks>
internal sealed class TuningLog(StorageAccount account, TimeProvider time)
{
    /// <summary>Enters what an agent tuned.</summary>
    public Task AppendAsync(
        string transferId, AgentId agent, IEnumerable<TuningChange> changes, CancellationToken cancellationToken)
        => account.Ledger.GetAppendBlobClient($"{Folder(transferId)}{time.GetUtcNow():yyyyMMdd}.jsonl.gz")
            .AppendAsync(Pack(changes.Select(change => change with { Agent = agent.ToString() })), cancellationToken);

    /// <summary>One page, the oldest first.</summary>
    /// <param name="skip">How many changes the pages before had.</param>
    public async Task<Page<TuningChange>> PageAsync(
        string transferId, int skip, int size, CancellationToken cancellationToken)
    {
        List<TuningChange> items = await ReadAsync(transferId, cancellationToken)
            .Skip(skip).Take(size + 1).ToListAsync(cancellationToken);
        return items.Count > size
            ? new Page<TuningChange>(items[..size], $"{skip + size}")
            : new Page<TuningChange>(items);
    }

    private static string Folder(string transferId) => $"{transferId}/tuning/";

    private static BinaryData Pack(IEnumerable<TuningChange> changes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            foreach (TuningChange change in changes)
            {
                JsonSerializer.Serialize(gzip, change, ContractJson.Options);
                gzip.WriteByte((byte)'\n');
            }
        }

        return BinaryData.FromBytes(packed.ToArray());
    }

    private async IAsyncEnumerable<TuningChange> ReadAsync(
        string transferId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobItem day in account.Ledger
            .GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder(transferId), cancellationToken))
        {
            await using Stream compressed = await account.Ledger.GetBlobClient(day.Name).OpenReadAsync(
                new BlobOpenReadOptions(allowModifications: true), cancellationToken);
            await using var plain = new GZipStream(compressed, CompressionMode.Decompress);
            using var reader = new StreamReader(plain);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                yield return JsonSerializer.Deserialize<TuningChange>(line, ContractJson.Options)
                    ?? throw new InvalidDataException($"{day.Name} holds a null line.");
            }
        }
    }
}
