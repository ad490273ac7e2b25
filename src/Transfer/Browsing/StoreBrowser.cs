using System.Collections.Concurrent;
using DtnBox.Contracts;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Browsing;

/// <summary>Looks around in a store, and does what a person asks for there. Doing it twice does no harm.</summary>
public sealed class StoreBrowser(IOptions<TransferOptions> options, TimeProvider time)
{
    private const int DeletesAtOnce = 32;

    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(10);

    /// <summary>Once more at most: somebody waits, and can ask again.</summary>
    private readonly StoreRetry _retry = new(options.Value, time, tries: 2);

    /// <summary>Lists the buckets of the store's keys.</summary>
    public Task<IReadOnlyList<BucketView>> ListBucketsAsync(ObjectStore store, CancellationToken cancellationToken)
        => _retry.RunAsync(_ => store.ListNamedBucketsAsync(cancellationToken), cancellationToken);

    /// <summary>Lists a page of a folder.</summary>
    public Task<FolderPage> ListAsync(ObjectStore store, ListFolderInput input, CancellationToken cancellationToken)
        => _retry.RunAsync(
            _ => store.ListFolderAsync(
                input.Bucket, input.Prefix, input.After, input.Limit, input.Recursive, cancellationToken),
            cancellationToken);

    /// <summary>Makes a folder: an empty object with the folder's prefix as its key. One that is there stays as it is.</summary>
    public Task MakeFolderAsync(ObjectStore store, MakeFolder folder, CancellationToken cancellationToken)
        => _retry.RunAsync(
            async _ =>
            {
                if (await store.HeadAsync(folder.Bucket, folder.Prefix, cancellationToken) is null)
                {
                    await store.PutEmptyAsync(folder.Bucket, folder.Prefix, cancellationToken);
                }
            },
            cancellationToken);

    /// <summary>Deletes objects, each by a call of its own: a list of them in XML could not name every key.</summary>
    public async Task<DeletedObjects> DeleteAsync(
        ObjectStore store, DeleteObjects input, CancellationToken cancellationToken)
    {
        var faults = new ConcurrentDictionary<string, Fault>(StringComparer.Ordinal);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = DeletesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(input.Keys.Distinct(StringComparer.Ordinal), parallel, async (key, cancel) =>
        {
            try
            {
                await _retry.RunAsync(_ => store.DeleteAsync(input.Bucket, key, cancel), cancel);
            }
            catch (StoreException refusal)
            {
                faults[key] = refusal.Fault;
            }
        });
        return new DeletedObjects([.. input.Keys.Select(key => new ObjectDeletion(key, faults.GetValueOrDefault(key)))]);
    }

    /// <summary>Makes a link for one object.</summary>
    public Task<ObjectLink> LinkAsync(ObjectStore store, MakeLink input, CancellationToken cancellationToken)
        => _retry.RunAsync(
            _ => input.Action == LinkAction.Upload
                ? store.LinkAsync(
                    HttpMethod.Put, input.Bucket, input.Key, [], input.Size, LinkLifetime, cancellationToken)
                : store.LinkAsync(
                    HttpMethod.Get,
                    input.Bucket,
                    input.Key,
                    [("response-content-disposition", FileNames.Attachment(input.Key))],
                    length: null,
                    LinkLifetime,
                    cancellationToken),
            cancellationToken);
}
