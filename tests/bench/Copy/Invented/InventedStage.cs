using DtnBox.CopyBench.Figures;
using DtnBox.CopyBench.Subjects;

namespace DtnBox.CopyBench.Invented;

/// <summary>The invented store's objects, copied to its empty bucket. The store refuses bytes that are not right.</summary>
internal sealed class InventedStage(Uri store, long objects, long bytesEach) : IStage
{
    public Task<(long Objects, long Bytes)> LookAsync(CancellationToken cancellationToken)
        => Task.FromResult((objects, objects * bytesEach));

    public Task<Route> SetAsync(CancellationToken cancellationToken)
        => Task.FromResult(new Route(store, InventedStore.FullBucket, store, InventedStore.EmptyBucket));

    public async Task ClearAsync(Route route, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        long written = long.Parse(await http.GetStringAsync(new Uri(store, InventedStore.WrittenBucket), cancellationToken));
        if (written != objects)
        {
            throw new InvalidOperationException($"The copy is not complete: {written} objects of {objects} were written.");
        }
    }
}
