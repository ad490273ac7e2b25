namespace DtnBox.Testing;

/// <summary>One rate for all connections together, in both directions.</summary>
internal sealed class BandwidthLimit
{
    private readonly Lock _lock = new();
    private long _bytesPerSecond = long.MaxValue;
    private long _freeAt;

    public long BytesPerSecond
    {
        get => Interlocked.Read(ref _bytesPerSecond);
        set => Interlocked.Exchange(ref _bytesPerSecond, value);
    }

    /// <summary>Waits until the bytes may pass.</summary>
    public Task TakeAsync(int bytes, CancellationToken cancellationToken)
    {
        long rate = BytesPerSecond;
        if (rate == long.MaxValue)
        {
            return Task.CompletedTask;
        }

        TimeSpan wait;
        lock (_lock)
        {
            long now = TimeProvider.System.GetTimestamp();
            long ticks = (long)(bytes * (double)TimeProvider.System.TimestampFrequency / rate);
            _freeAt = Math.Max(_freeAt, now) + ticks;
            wait = TimeProvider.System.GetElapsedTime(now, _freeAt);
        }

        return Task.Delay(wait, TimeProvider.System, cancellationToken);
    }
}
