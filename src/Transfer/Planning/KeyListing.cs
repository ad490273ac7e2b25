using System.Runtime.CompilerServices;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts;
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
                RequireOrder(store, bucket, after, found.Key);
                after = found.Key;
                yield return found;
            }

            // A page may be cut short, but one without a key would be asked for again for ever.
            more = more && objects.Count > 0;
        }
    }

    /// <summary>Both sides are compared key by key, and pages go on by key: a listing in another order would lose objects.</summary>
    private static void RequireOrder(ObjectStore store, string bucket, string? before, string key)
    {
        if (before is not null && Utf8Order.Compare(before, key) >= 0)
        {
            throw new StoreException(new Fault(
                FaultCodes.NotSupported,
                $"The store at {store.Endpoint} lists '{key}' after '{before}' in bucket '{bucket}': not in the order of UTF-8 bytes.",
                $"The operator of {store.Endpoint} must mend its listing (S3 promises that order); until then it cannot be copied completely."));
        }
    }
}
