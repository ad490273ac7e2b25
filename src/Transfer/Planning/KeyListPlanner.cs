using System.Globalization;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Planning;

/// <summary>Plans a range of a list of keys: looks each up, and lists nothing. Ranges are positions in the list.</summary>
public sealed class KeyListPlanner(IOptions<TransferOptions> options, TimeProvider time)
{
    private const int LookupsAtOnce = 16;

    /// <summary>How many keys are looked up before the next are read, so that chunks are in the order of the list.</summary>
    private const int Window = 500;

    private readonly StoreRetry _retry = new(options.Value, time);

    /// <summary>Plans from <see cref="PlanCopyInput.After"/> on. Running it again stores the same chunks again.</summary>
    /// <param name="input">What to plan.</param>
    /// <param name="source">Asked about each key.</param>
    /// <param name="destination">Asked about each key that the source has, unless every object is to be copied.</param>
    /// <param name="readKeys">Reads the list from a position, counted from 0; keys lack the source's prefix.</param>
    /// <param name="readListed">Reads a page of what the destination's own agent has looked up.</param>
    /// <param name="storeChunk">Stores the plan of the chunk with this number; called for one chunk at a time.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="StoreException">A store does not answer.</exception>
    public async Task<PlanCopyResult> PlanAsync(
        PlanCopyInput input,
        ObjectStore source,
        ObjectStore destination,
        Func<long, IAsyncEnumerable<string>> readKeys,
        Func<int, IAsyncEnumerable<ListedObject>> readListed,
        Func<int, IReadOnlyList<PlannedObject>, CancellationToken, Task> storeChunk,
        CancellationToken cancellationToken)
    {
        long first = input.After is null ? 0 : long.Parse(input.After, CultureInfo.InvariantCulture);
        var plan = new RangePlan(options.Value, input, storeChunk);
        var rules = new KeyRules(input.Settings.Selection);
        Dictionary<string, PlannedObject>? listed = input.Listed is { } pages
            ? await ListedPages.ReadAsync(pages, readListed)
                .ToDictionaryAsync(found => found.Key, StringComparer.Ordinal, cancellationToken)
            : null;
        var lookup = new KeyLookup(
            input,
            source,
            (key, cancel) => listed is null
                ? KeyLookup.LookAsync(destination, _retry, input.Destination.Bucket, key, cancel)
                : Task.FromResult(listed.GetValueOrDefault(key)),
            _retry);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        List<string> window = [];
        long seen = 0;
        bool atEnd = true;
        await foreach (string key in readKeys(first).WithCancellation(cancellationToken))
        {
            if (seen == input.MaxObjects)
            {
                atEnd = false;
                break;
            }

            seen++;
            if (rules.Take(key) && taken.Add(key))
            {
                window.Add(key);
            }

            if (window.Count == Window)
            {
                await AddAsync(plan, lookup, window, cancellationToken);
                window.Clear();
            }
        }

        await AddAsync(plan, lookup, window, cancellationToken);
        string? next = atEnd ? null : (first + seen).ToString(CultureInfo.InvariantCulture);
        return await plan.FinishAsync(next, cancellationToken);
    }

    private static async Task AddAsync(
        RangePlan plan, KeyLookup lookup, List<string> keys, CancellationToken cancellationToken)
    {
        var answers = new (PlannedObject Found, PlannedObject? There)[keys.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = LookupsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0, keys.Count, parallel, async (i, cancel) => answers[i] = await lookup.FindAsync(keys[i], cancel));
        foreach ((PlannedObject found, PlannedObject? there) in answers)
        {
            await plan.AddAsync(found, there, cancellationToken);
        }
    }
}
