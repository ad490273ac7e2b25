using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>The append-only streams of each chunk, one blob each: <c>transfer/chunk/stream</c>.</summary>
/// <remarks>
/// An append is one gzip member, so a blob is a concatenation of members, which is a gzip file too (RFC 1952 §2.2), and
/// nothing has to be read to add to it.
/// </remarks>
internal sealed class LedgerBlobs(StorageAccount account)
{
    /// <summary>What one append may carry, compressed: the limit of an append block in the oldest service version.</summary>
    public const int MaxAppendBytes = 4 * 1024 * 1024;

    /// <summary>Writes a chunk's plan. Writing it again replaces it, which is right until the chunk is counted.</summary>
    public Task StorePlanAsync(string transferId, int chunk, BinaryData lines, CancellationToken cancellationToken)
        => account.Ledger.GetBlobClient(Name(transferId, chunk, LedgerStreams.Plan))
            .UploadAsync(lines, overwrite: true, cancellationToken);

    /// <summary>Writes a page of extras; again, as often as its range is planned.</summary>
    public Task StoreExtrasAsync(string transferId, int page, BinaryData lines, CancellationToken cancellationToken)
        => account.Ledger.GetBlobClient(Name(transferId, page, LedgerStreams.Extras))
            .UploadAsync(lines, overwrite: true, cancellationToken);

    /// <summary>Writes a page of what the destination has; again, as often as its range is listed.</summary>
    public Task StoreListedAsync(string transferId, int page, BinaryData lines, CancellationToken cancellationToken)
        => account.Ledger.GetBlobClient(Name(transferId, page, LedgerStreams.Listed))
            .UploadAsync(lines, overwrite: true, cancellationToken);

    public Task AppendAsync(
        string transferId, int chunk, string stream, BinaryData lines, CancellationToken cancellationToken)
        => account.Ledger.GetAppendBlobClient(Name(transferId, chunk, stream)).AppendAsync(lines, cancellationToken);

    /// <summary>Opens a stream as it is stored, compressed; null when nothing was written to it.</summary>
    public async Task<Stream?> OpenAsync(
        string transferId, int chunk, string stream, CancellationToken cancellationToken)
    {
        BlobClient blob = account.Ledger.GetBlobClient(Name(transferId, chunk, stream));
        try
        {
            return await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Reads a stream's lines.</summary>
    public async IAsyncEnumerable<TLine> ReadAsync<TLine>(
        string transferId, int chunk, string stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Stream? compressed = await OpenAsync(transferId, chunk, stream, cancellationToken);
        if (compressed is null)
        {
            yield break;
        }

        await using var plain = new GZipStream(compressed, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return JsonSerializer.Deserialize<TLine>(line, ContractJson.Options)
                ?? throw new InvalidDataException($"{Name(transferId, chunk, stream)} holds a null line.");
        }
    }

    private static string Name(string transferId, int chunk, string stream) => $"{transferId}/{chunk:D8}/{stream}.jsonl.gz";
}
