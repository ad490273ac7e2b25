namespace DtnBox.Cli.Tests.Hub;

/// <summary>A clock that stands; waiting on it is over at once, and takes as long as was asked for.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    private long _ticks;

    /// <summary>Lets time pass while nobody waits.</summary>
    public void Pass(TimeSpan time) => _ticks += time.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now + TimeSpan.FromTicks(_ticks);

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _ticks += dueTime.Ticks;
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
