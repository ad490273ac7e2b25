using System.Collections.Concurrent;
using DtnBox.Contracts.Agents;

namespace DtnBox.Transfer.Pacing;

/// <summary>The bandwidth caps that hold now.</summary>
internal sealed class TransferPaces(TimeProvider time) : IDisposable
{
    /// <summary>
    /// What a stream should get at least. With less, a store may take the time between two of its pieces for silence,
    /// so under a low cap fewer streams run.
    /// </summary>
    private const long LeastForAStream = 32 * 1024;

    private readonly ConcurrentDictionary<string, TokenBucket> _transfers = new(StringComparer.Ordinal);

    /// <summary>Gets the bucket of everything that leaves here.</summary>
    public TokenBucket Node { get; } = new(time);

    /// <summary>Gets a value indicating whether there is no cap at all.</summary>
    public bool AreOpen => _transfers.IsEmpty && Node.BytesPerSecond is null;

    /// <summary>Gets how many streams wait for their turn.</summary>
    public int Waiting => Node.Waiting + _transfers.Values.Sum(bucket => bucket.Waiting);

    /// <summary>How many streams may run under a cap.</summary>
    public static int Streams(long? bytesPerSecond)
        => bytesPerSecond is { } rate ? (int)Math.Clamp(rate / LeastForAStream, 1, int.MaxValue) : int.MaxValue;

    /// <summary>The bucket of a transfer; null when it is not capped.</summary>
    public TokenBucket? Find(string transferId) => _transfers.GetValueOrDefault(transferId);

    /// <summary>From now on these caps hold and no others.</summary>
    public void Apply(BandwidthCaps caps)
    {
        Node.BytesPerSecond = caps.Node;
        foreach ((string transferId, long rate) in caps.Transfers)
        {
            _transfers.GetOrAdd(transferId, _ => new TokenBucket(time)).BytesPerSecond = rate;
        }

        foreach (string transferId in _transfers.Keys.Where(id => !caps.Transfers.ContainsKey(id)))
        {
            if (_transfers.TryRemove(transferId, out TokenBucket? lifted))
            {
                // Those who wait in it pass, and nobody comes to it again.
                lifted.BytesPerSecond = null;
                lifted.Dispose();
            }
        }
    }

    public void Dispose()
    {
        Node.Dispose();
        foreach (TokenBucket bucket in _transfers.Values)
        {
            bucket.Dispose();
        }
    }
}
