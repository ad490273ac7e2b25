using System.Runtime.CompilerServices;

namespace DtnBox.Judge;

/// <summary>Goes through the listings of several copies side by side.</summary>
internal static class Merging
{
    /// <summary>Every key that any copy has, with its size in each copy: null where it is missing.</summary>
    /// <exception cref="UnlistableException">A copy cannot be listed, or its list is not in order.</exception>
    public static async IAsyncEnumerable<(string Key, long?[] Sizes)> RowsAsync(
        IReadOnlyList<ICopy> copies, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Cursor> cursors = [];
        try
        {
            foreach (ICopy copy in copies)
            {
                Cursor cursor = new(copy, cancellationToken);
                cursors.Add(cursor);
                await cursor.MoveAsync();
            }

            while (cursors.Select(cursor => cursor.Current?.Key).OfType<string>().Min(KeyOrder.Instance) is { } key)
            {
                long?[] sizes = [.. cursors.Select(cursor => cursor.Current?.Key == key ? cursor.Current.Size : (long?)null)];
                foreach (Cursor cursor in cursors.Where(cursor => cursor.Current?.Key == key))
                {
                    await cursor.MoveAsync();
                }

                yield return (key, sizes);
            }
        }
        finally
        {
            foreach (Cursor cursor in cursors)
            {
                await cursor.DisposeAsync();
            }
        }
    }

    private sealed class Cursor(ICopy copy, CancellationToken cancellationToken) : IAsyncDisposable
    {
        private readonly IAsyncEnumerator<ListedObject> _listing = copy.ListAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

        public ListedObject? Current { get; private set; }

        public async Task MoveAsync()
        {
            string? last = Current?.Key;
            try
            {
                Current = await _listing.MoveNextAsync() ? _listing.Current : null;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                throw new UnlistableException($"{copy.Name} cannot be listed: {fault.Message}", fault);
            }

            // Also what is listed twice. A key that was decoded wrongly shows here or when it is read.
            if (last is not null && Current is { } next && KeyOrder.Instance.Compare(last, next.Key) >= 0)
            {
                throw new UnlistableException($"{copy.Name} lists '{next.Key}' after '{last}', which is not the order of keys.");
            }
        }

        public ValueTask DisposeAsync() => _listing.DisposeAsync();
    }
}
