using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>Payloads too large for a row, one blob each, in a folder per instance.</summary>
/// <remarks>
/// A blob is written before the row that names it, under a new name each time: a row never names a blob that is not
/// there. A crash in between leaves an orphan, which goes with the instance's purge.
/// </remarks>
internal sealed class PayloadBlobs(BlobContainerClient container)
{
    public async Task<string> WriteAsync(string partition, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        string name = $"{partition}/{Guid.NewGuid():N}";
        await container.GetBlobClient(name).UploadAsync(new BinaryData(payload), cancellationToken);
        return name;
    }

    public async Task<ReadOnlyMemory<byte>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        Response<BlobDownloadResult> blob = await container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        return blob.Value.Content.ToMemory();
    }

    public async Task DeleteAllAsync(string partition, CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in container.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, $"{partition}/", cancellationToken))
        {
            await container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }
}
