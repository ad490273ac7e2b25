using System.Globalization;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Keyless;

/// <summary>Lists what this node's store has of a range of keys, for a planner at another node.</summary>
public sealed class DestinationLister(IOptions<TransferOptions> options, TimeProvider time)
{
    private const int PageSize = 1000;
    private const int LookupsAtOnce = 16;

    private readonly StoreRetry _retry = new(options.Value, time);

    /// <summary>Lists from <see cref="ListDestinationInput.After"/> on. Running it again stores the same pages again.</summary>
    /// <param name="input">What to list.</param>
    /// <param name="destination">The store, with its keys.</param>
    /// <param name="readKeys">Reads the list of keys from a position, when the settings name one; keys lack the prefix.</param>
    /// <param name="storePage">Stores the page with this number.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="StoreException">The store could not be listed.</exception>
    public async Task<ListDestinationResult> ListAsync(
        ListDestinationInput input,
        ObjectStore destination,
        Func<long, IAsyncEnumerable<string>> readKeys,
        Func<int, IReadOnlyList<ListedObject>, CancellationToken, Task> storePage,
        CancellationToken cancellationToken)
    {
        int pages = 0;
        long seen = 0;
        string? last = null;
        bool isList = input.Settings.Selection?.KeyList is not null;
        IAsyncEnumerable<PlannedObject> found = isList
            ? LookUpAsync(input, destination, readKeys, cancellationToken)
            : ListAsync(input, destination, cancellationToken);
        await foreach (PlannedObject[] page in found.Take(input.MaxObjects).Chunk(PageSize).WithCancellation(cancellationToken))
        {
            await storePage(
                input.FirstPage + pages,
                [.. page.Select(one => new ListedObject(one.Key, one.Size, one.ETag, one.LastModified))],
                cancellationToken);
            pages++;
            seen += page.Length;
            last = page[^1].Key;
        }

        return new ListDestinationResult(pages, isList || seen < input.MaxObjects ? null : ToSource(input, last!));
    }

    private IAsyncEnumerable<PlannedObject> ListAsync(
        ListDestinationInput input, ObjectStore destination, CancellationToken cancellationToken)
        => KeyListing.ReadAsync(
            destination,
            _retry,
            input.Destination.Bucket,
            input.Destination.Prefix,
            input.After is { } after ? KeyMapping.ToDestination(input.SourcePrefix, input.Destination, after) : null,
            cancellationToken);

    private async IAsyncEnumerable<PlannedObject> LookUpAsync(
        ListDestinationInput input,
        ObjectStore destination,
        Func<long, IAsyncEnumerable<string>> readKeys,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long first = input.After is null ? 0 : long.Parse(input.After, CultureInfo.InvariantCulture);
        IAsyncEnumerable<string[]> windows = readKeys(first).Take(input.MaxObjects).Distinct().Chunk(PageSize);
        await foreach (string[] window in windows.WithCancellation(cancellationToken))
        {
            var answers = new PlannedObject?[window.Length];
            var parallel = new ParallelOptions
            {
                MaxDegreeOfParallelism = LookupsAtOnce,
                CancellationToken = cancellationToken,
            };
            await Parallel.ForAsync(0, window.Length, parallel, async (i, cancel) => answers[i] = await KeyLookup.LookAsync(
                destination, _retry, input.Destination.Bucket, input.Destination.Prefix + window[i], cancel));
            foreach (PlannedObject found in answers.OfType<PlannedObject>())
            {
                yield return found;
            }
        }
    }

    private static string ToSource(ListDestinationInput input, string key)
        => string.Concat(input.SourcePrefix, key.AsSpan(input.Destination.Prefix.Length));
}
