using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Planning;

/// <summary>Lists a range of keys on both sides and decides what to copy. Needs the same memory for any number of keys.</summary>
public sealed class CopyPlanner(IOptions<TransferOptions> options, TimeProvider time)
{
    private readonly StoreRetry _retry = new(options.Value, time);

    /// <summary>Plans a transfer that looks for no extras.</summary>
    public Task<PlanCopyResult> PlanAsync(
        PlanCopyInput input,
        ObjectStore source,
        ObjectStore destination,
        Func<int, IReadOnlyList<PlannedObject>, CancellationToken, Task> storeChunk,
        CancellationToken cancellationToken)
        => PlanAsync(
            input,
            source,
            destination,
            storeChunk,
            (_, _, _) => throw new InvalidOperationException("Extras are to be deleted, and nobody takes them."),
            _ => throw new InvalidOperationException("The destination was listed, and nobody reads it."),
            cancellationToken);

    /// <summary>Plans from <see cref="PlanCopyInput.After"/> on. Running it again stores the same chunks again.</summary>
    /// <param name="input">What to plan.</param>
    /// <param name="source">Listed in key order.</param>
    /// <param name="destination">Listed beside it, unless every object is to be copied or its own agent has listed it.</param>
    /// <param name="storeChunk">Stores the plan of the chunk with this number; called for one chunk at a time.</param>
    /// <param name="storeExtras">Stores the page of extras with this number, when extras are to be deleted.</param>
    /// <param name="readListed">Reads a page of what the destination's own agent has listed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="StoreException">A store could not be listed.</exception>
    public async Task<PlanCopyResult> PlanAsync(
        PlanCopyInput input,
        ObjectStore source,
        ObjectStore destination,
        Func<int, IReadOnlyList<PlannedObject>, CancellationToken, Task> storeChunk,
        Func<int, IReadOnlyList<ExtraObject>, CancellationToken, Task> storeExtras,
        Func<int, IAsyncEnumerable<ListedObject>> readListed,
        CancellationToken cancellationToken)
    {
        var plan = new RangePlan(options.Value, input, storeChunk);
        var rules = new KeyRules(input.Settings.Selection);
        ExtrasPages? extras = ExtrasPages.AreWanted(input.Settings)
            ? new ExtrasPages(input, rules, storeExtras, cancellationToken)
            : null;
        Location to = input.Destination;
        await using var there = new DestinationCursor(
            input,
            after => input.Listed is { } listed
                ? ListedPages.ReadAsync(listed, readListed)
                : KeyListing.ReadAsync(destination, _retry, to.Bucket, to.Prefix, after, cancellationToken),
            extras,
            cancellationToken);
        long seen = 0;
        string? last = input.After;
        bool atEnd = true;

        Location from = input.Source;
        await foreach (PlannedObject found in KeyListing
            .ReadAsync(source, _retry, from.Bucket, from.Prefix, input.After, cancellationToken))
        {
            if (seen == input.MaxObjects)
            {
                atEnd = false;
                break;
            }

            if (input.Listed?.UpTo is { } upTo && Utf8Order.Compare(found.Key, upTo) > 0)
            {
                // What the destination has from here on is not known yet.
                last = upTo;
                atEnd = false;
                break;
            }

            seen++;
            last = found.Key;
            if (!rules.Take(found.Key.AsSpan(from.Prefix.Length)))
            {
                continue;
            }

            await plan.AddAsync(found, await there.FindAsync(found), cancellationToken);
        }

        PlanCopyResult result = await plan.FinishAsync(atEnd ? null : last, cancellationToken);
        await there.FinishAsync(atEnd ? null : last);
        return result with { ExtrasPages = extras?.Pages ?? 0, Extras = extras?.Objects ?? 0 };
    }
}
