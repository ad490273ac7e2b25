using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>Payloads too large for a row, one blob each, in a folder per instance.</summary>
/// <remarks>
/// A blob is written before the row that names it, under a new name each time, and deleted after it: a row never names
/// a blob that is not there. What a crash in between leaves is an orphan; see <see cref="SpilledRows"/>.
/// </remarks>
internal sealed class PayloadBlobs(BlobContainerClient container)
{
    public async Task<string> WriteAsync(string partition, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        string name = $"{partition}/{Guid.NewGuid():N}";
        await container.GetBlobClient(name).UploadAsync(new BinaryData(payload), cancellationToken);
        return name;
    }

    /// <exception cref="PayloadGoneException">The row that named it is not the current one.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            Response<BlobDownloadResult> blob = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return blob.Value.Content.ToMemory();
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status404NotFound)
        {
            throw new PayloadGoneException(name);
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
        => container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken);

    public async IAsyncEnumerable<string> ListAsync(
        string partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, $"{partition}/", cancellationToken))
        {
            yield return blob.Name;
        }
    }

    public async Task DeleteAllAsync(string partition, CancellationToken cancellationToken)
    {
        await foreach (string name in ListAsync(partition, cancellationToken))
        {
            await DeleteAsync(name, cancellationToken);
        }
    }
}

/// <summary>The row that named this payload was replaced or dropped after it was read: what is current must be read anew.</summary>
internal sealed class PayloadGoneException(string name) : Exception($"Payload {name} went with the row that named it.");
