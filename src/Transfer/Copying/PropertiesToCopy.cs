using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Copying;

/// <summary>What travels with an object's bytes.</summary>
/// <param name="Headers">Content headers, user metadata, and the tags if there are any to be sent.</param>
/// <param name="Tags">The tags among them.</param>
/// <param name="NotCopied">What the object has and cannot be sent; null when there is no such thing.</param>
internal sealed record PropertiesToCopy(
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    IReadOnlyList<KeyValuePair<string, string>> Tags,
    IReadOnlyList<string>? NotCopied)
{
    public bool HasTags => Tags.Count > 0;

    /// <summary>The same without tags, for a destination that refused them.</summary>
    public PropertiesToCopy WithoutTags() => new(
        [.. Headers.Where(header => header.Key != ObjectStore.TagHeaderName)], Tags: [], Add(NotCopied, ObjectProperties.Tags));

    /// <summary>Whether the destination's refusal may be for the tags, so that it is worth a try without them.</summary>
    public bool MayBeRefusedFor(StoreException exception)
        => HasTags && exception is { Status: not null, Fault.Transient: false }
            && exception.Fault.Code is FaultCodes.AccessDenied or FaultCodes.NotSupported or FaultCodes.StoreError;

    /// <summary>Collects them; the tags are asked for only where there may be some.</summary>
    /// <param name="run">The copy.</param>
    /// <param name="pin">The object.</param>
    /// <param name="head">What the source said of it.</param>
    /// <param name="byHead">It was the answer to a HEAD.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<PropertiesToCopy> ReadAsync(
        CopyRun run, PlannedObject pin, ObjectHead head, bool byHead, CancellationToken cancellationToken)
    {
        IReadOnlyList<string>? lost = head.LacksMetadata ? [ObjectProperties.Metadata] : null;
        bool canHaveTags = run.Input.DestinationCapabilities.Tagging;
        TagHabit habit = run.Source.Tagging;
        if (!habit.MustAsk(head.TagCount, byHead))
        {
            return new PropertiesToCopy(head.Metadata, Tags: [], lost);
        }

        IReadOnlyList<KeyValuePair<string, string>>? tags = canHaveTags || head.TagCount is null
            ? await ReadTagsAsync(run, pin, head, byHead, cancellationToken)
            : null;
        bool unknown = tags is null && head.TagCount > 0;
        return tags is { Count: > 0 } && canHaveTags
            ? new PropertiesToCopy([.. head.Metadata, ObjectStore.TagHeader(tags)], tags, lost)
            : new PropertiesToCopy(
                head.Metadata, Tags: [], unknown || tags is { Count: > 0 } ? Add(lost, ObjectProperties.Tags) : lost);
    }

    /// <summary>Gives an object that is written its tags if it lacks them, and says what it lacks in the end.</summary>
    /// <param name="retry">Tries again.</param>
    /// <param name="destination">The store, with its keys.</param>
    /// <param name="bucket">The destination's bucket.</param>
    /// <param name="key">The destination's key.</param>
    /// <param name="written">What the destination said of it afterwards.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyList<string>?> SettleAsync(
        StoreRetry retry,
        ObjectStore destination,
        string bucket,
        string key,
        ObjectHead written,
        CancellationToken cancellationToken)
    {
        if (!HasTags || written.TagCount == Tags.Count)
        {
            return NotCopied;
        }

        try
        {
            await retry.RunAsync(
                _ => destination.WriteTagsAsync(bucket, key, Tags, cancellationToken), cancellationToken);
            return NotCopied;
        }
        catch (StoreException exception) when (MayBeRefusedFor(exception))
        {
            return WithoutTags().NotCopied;
        }
    }

    private static async Task<IReadOnlyList<KeyValuePair<string, string>>?> ReadTagsAsync(
        CopyRun run, PlannedObject pin, ObjectHead head, bool byHead, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<KeyValuePair<string, string>> tags = await run.Retry.RunAsync(
                _ => run.Source.ReadTagsAsync(run.Input.Source.Bucket, pin.Key, cancellationToken), cancellationToken);
            run.Source.Tagging.Saw(head.TagCount, tags.Count, byHead);
            return tags;
        }
        catch (StoreException exception) when (exception is { Status: not null, Fault.Transient: false })
        {
            // The object itself can be read, or we would not be here: it is the tags that are not to be had.
            if (head.TagCount is null)
            {
                run.Source.Tagging.Refused();
            }

            return null;
        }
    }

    private static string[] Add(IReadOnlyList<string>? lost, string property) => [.. lost ?? [], property];
}
