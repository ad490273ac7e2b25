using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users.HandOvers;

/// <summary>Hands over all that somebody owns. The order is stored; pages are worked off until it is done.</summary>
/// <remarks>
/// A page is handed over first and then noted. Who dies in between does it again, finds most of it done, and goes on:
/// then the counts lack what the dead one had moved, and nothing else does. Two that work on the same order do no harm
/// either; the second to note a page finds that it was noted, and leaves the order to the other.
/// </remarks>
internal sealed partial class HandOverOrders(
    StorageAccount account, IEnumerable<IOwned> kinds, TimeProvider time, ILogger<HandOverOrders> logger)
{
    private readonly IOwned[] _kinds = [.. kinds];

    /// <summary>Stores an order; the one in hand when it is the same; null when another one is in hand.</summary>
    public async Task<HandOverRow?> OrderAsync(string from, string to, string by, CancellationToken cancellationToken)
    {
        var order = new HandOverRow
        {
            PartitionKey = HandOverRow.Partition,
            RowKey = from,
            To = to,
            OrderedBy = by,
            OrderedAt = time.GetUtcNow(),
            Kind = _kinds[0].Kind,
        };
        while (true)
        {
            if (await FindAsync(from, cancellationToken) is not { } earlier)
            {
                if (await account.Users.TryInsertAsync(order, cancellationToken))
                {
                    return order;
                }
            }
            else if (earlier.Kind is not null)
            {
                return earlier.To == to ? earlier : null;
            }
            else
            {
                order.ETag = earlier.ETag;
                if (await account.Users.TrySubmitAsync([TableAccess.Update(order)], cancellationToken))
                {
                    return order;
                }
            }
        }
    }

    public Task<HandOverRow?> FindAsync(string from, CancellationToken cancellationToken)
        => account.Users.FindAsync<HandOverRow>(HandOverRow.Partition, from, cancellationToken);

    /// <summary>The orders that are not done.</summary>
    public IAsyncEnumerable<HandOverRow> ListOpenAsync(CancellationToken cancellationToken)
        => account.Users
            .QueryAsync<HandOverRow>(row => row.PartitionKey == HandOverRow.Partition, cancellationToken: cancellationToken)
            .Where(row => row.Kind is not null);

    /// <summary>Works off one page.</summary>
    /// <returns>Whether there is more for the caller to do: false when all is done, or somebody else goes on.</returns>
    public async Task<bool> WorkAsync(string from, CancellationToken cancellationToken)
    {
        if (await FindAsync(from, cancellationToken) is not { Kind: { } kind } seen)
        {
            return false;
        }

        // A kind that this version no longer knows: begin anew, which finds everything that is left.
        int index = Math.Max(0, Array.FindIndex(_kinds, owned => owned.Kind == kind));
        OwnedPage page = await _kinds[index].HandOverAsync(from, seen.To, seen.After, cancellationToken);
        seen.Kind = _kinds[index].Kind;
        seen.Advance(page, index + 1 < _kinds.Length ? _kinds[index + 1].Kind : null, time.GetUtcNow());
        if (!await account.Users.TrySubmitAsync([TableAccess.Update(seen)], cancellationToken))
        {
            return false;
        }

        if (seen.Kind is null)
        {
            LogDone(from, seen.To, seen.GetMoved().Values.Sum());
        }

        return seen.Kind is not null;
    }

    [LoggerMessage(2313, LogLevel.Information, "All that user {UserId} owned now belongs to {To}: {Count} things")]
    private partial void LogDone(string userId, string to, long count);
}
