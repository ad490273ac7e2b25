using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Planning;

/// <summary>Asks the stores about single keys, where nothing is listed.</summary>
/// <param name="input">What is planned.</param>
/// <param name="source">Asked about each key.</param>
/// <param name="askDestination">Says what the destination has of a key.</param>
/// <param name="retry">Tries again.</param>
internal sealed class KeyLookup(
    PlanCopyInput input,
    ObjectStore source,
    Func<string, CancellationToken, Task<PlannedObject?>> askDestination,
    StoreRetry retry)
{
    private static readonly TimeSpan HeadPrecision = TimeSpan.FromSeconds(1);

    private readonly bool _asksDestination = SyncRule.ModeOf(input.Settings) != SyncMode.All;

    /// <summary>What both sides have of a key.</summary>
    /// <param name="relativeKey">The key without the source's prefix.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="StoreException">A store as a whole does not answer.</exception>
    public async Task<(PlannedObject Found, PlannedObject? There)> FindAsync(
        string relativeKey, CancellationToken cancellationToken)
    {
        string key = input.Source.Prefix + relativeKey;
        if (await LookAsync(source, retry, input.Source.Bucket, key, cancellationToken) is not { } found)
        {
            // Not left out: whoever made the list believes that it is there.
            return (new PlannedObject(key, Size: 0, ETag: "", Unseen: true), null);
        }

        // A HEAD cuts the date to whole seconds. Taken as late as it can be, a change in the same second is not missed.
        found = found with { LastModified = found.LastModified + HeadPrecision - TimeSpan.FromTicks(1) };
        string there = KeyMapping.ToDestination(input.Source.Prefix, input.Destination, key);
        return (found, _asksDestination ? await askDestination(there, cancellationToken) : null);
    }

    /// <summary>Asks a store about a key.</summary>
    public static async Task<PlannedObject?> LookAsync(
        ObjectStore store, StoreRetry retry, string bucket, string key, CancellationToken cancellationToken)
    {
        if (KeyMapping.IsTooLong(key))
        {
            return null;
        }

        try
        {
            ObjectHead? head = await retry.RunAsync(_ => store.HeadAsync(bucket, key, cancellationToken), cancellationToken);
            return head is null ? null : new PlannedObject(key, head.Size, head.ETag, LastModified: head.LastModified);
        }
        catch (StoreException refusal) when (FaultClasses.Of(refusal.Fault) is FaultClass.Permanent or FaultClass.Denied)
        {
            // One key that a store does not take must not end the plan. The copy meets the same refusal and records it.
            return null;
        }
    }
}
