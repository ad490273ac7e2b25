using Azure;
using Azure.Storage.Blobs.Specialized;

namespace DtnBox.Functions.Storage;

/// <summary>How append blobs are written here.</summary>
internal static class AppendBlobAccess
{
    /// <summary>Appends a block; the blob is made when it is not there.</summary>
    public static async Task AppendAsync(this AppendBlobClient blob, BinaryData block, CancellationToken cancellationToken)
    {
        try
        {
            await blob.AppendBlockAsync(block.ToStream(), cancellationToken: cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await CreateAsync(blob, cancellationToken);
            await blob.AppendBlockAsync(block.ToStream(), cancellationToken: cancellationToken);
        }
    }

    private static async Task CreateAsync(AppendBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException race) when (race.Status is 409 or 412)
        {
            // Somebody else has just made it, which is all we want.
        }
    }
}
