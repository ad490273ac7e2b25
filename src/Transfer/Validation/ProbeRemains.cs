using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Validation;

/// <summary>Removes everything whose key begins with a probe's: objects with all their versions, and open uploads.</summary>
internal sealed class ProbeRemains(ObjectStore store, string bucket, string prefix)
{
    /// <summary>Removes what is there; what could not be removed is added to the faults.</summary>
    public async Task RemoveAsync(List<Fault> faults, CancellationToken cancellationToken)
    {
        await TryAsync(faults, AbortUploadsAsync, cancellationToken);
        await TryAsync(faults, DeleteObjectsAsync, cancellationToken);
        await TryAsync(faults, DeleteVersionsAsync, cancellationToken);
    }

    private async Task AbortUploadsAsync(CancellationToken cancellationToken)
    {
        await foreach ((string key, string uploadId) in store.ListUploadsAsync(bucket, prefix, cancellationToken))
        {
            await store.AbortUploadAsync(bucket, key, uploadId, cancellationToken);
        }
    }

    private async Task DeleteObjectsAsync(CancellationToken cancellationToken)
    {
        (IReadOnlyList<PlannedObject> objects, _) = await store.ListAsync(bucket, prefix, after: null, 1000, cancellationToken);
        foreach (PlannedObject found in objects)
        {
            await store.DeleteAsync(bucket, found.Key, cancellationToken);
        }
    }

    /// <summary>In a bucket with versions the deletion above has only put a marker over them.</summary>
    private async Task DeleteVersionsAsync(CancellationToken cancellationToken)
    {
        foreach ((string key, string versionId) in await store.ListVersionsAsync(bucket, prefix, cancellationToken))
        {
            await store.DeleteVersionAsync(bucket, key, versionId, cancellationToken);
        }
    }

    private async Task TryAsync(List<Fault> faults, Func<CancellationToken, Task> remove, CancellationToken cancellationToken)
    {
        try
        {
            await remove(cancellationToken);
        }
        catch (StoreException exception)
        {
            // What a store cannot list it seldom has: uploads and versions are not known everywhere.
            if (exception.Fault.Code != FaultCodes.NotSupported)
            {
                faults.Add(exception.Fault with
                {
                    Message = $"'{prefix}…' may still be in bucket '{bucket}': {exception.Fault.Message}",
                });
            }
        }
    }
}
