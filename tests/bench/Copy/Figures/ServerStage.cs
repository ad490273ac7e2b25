using DtnBox.CopyBench.Data;
using DtnBox.CopyBench.Subjects;

namespace DtnBox.CopyBench.Figures;

/// <summary>A bucket of the real server, copied to new buckets there.</summary>
/// <param name="destination">Where subjects write: the server itself, or a proxy before it.</param>
internal sealed class ServerStage(Buckets buckets, string bucket, Uri source, Uri destination) : IStage
{
    /// <summary>Deleting small copies takes longer than making them; the server has room for all of them.</summary>
    private const long LittleBytes = 1024 * 1024 * 1024;

    private long _bytes;

    public async Task<(long Objects, long Bytes)> LookAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, long> objects = await buckets.ListAsync(bucket, cancellationToken);
        _bytes = objects.Values.Sum();
        return (objects.Count, _bytes);
    }

    public async Task<Route> SetAsync(CancellationToken cancellationToken)
        => new(source, bucket, destination, await buckets.NewAsync(cancellationToken));

    public async Task ClearAsync(Route route, CancellationToken cancellationToken)
    {
        await buckets.RequireSameAsync(bucket, route.ToBucket, cancellationToken);
        if (_bytes > LittleBytes)
        {
            await buckets.EmptyAsync(route.ToBucket, cancellationToken);
        }
    }
}
