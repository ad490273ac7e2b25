using System.Runtime.CompilerServices;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Planning;

/// <summary>A listing of any length, a page at a time.</summary>
internal static class KeyListing
{
    private const int PageSize = 1000;

    public static async IAsyncEnumerable<PlannedObject> ReadAsync(
        ObjectStore store,
        StoreRetry retry,
        string bucket,
        string prefix,
        string? after,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool more = true;
        while (more)
        {
            string? from = after;
            (IReadOnlyList<PlannedObject> objects, more) = await retry.RunAsync(
                _ => store.ListAsync(bucket, prefix, from, PageSize, cancellationToken), cancellationToken);
            foreach (PlannedObject found in objects)
            {
                yield return found;
            }

            // A page may be cut short, but one without a key would be asked for again for ever.
            more = more && objects.Count > 0;
            after = more ? objects[^1].Key : after;
        }
    }
}
