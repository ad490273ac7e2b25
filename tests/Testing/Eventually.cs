namespace DtnBox.Testing;

/// <summary>Waits for conditions of the world outside the test. A wait has a deadline and says what it waited for.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>A condition that asks another program costs that program, and what it waits for becomes slower.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns soon after the condition holds; throws <see cref="TimeoutException"/> at the deadline.</summary>
    /// <remarks>It is asked every 25 ms at first, then ever less often: every 250 ms at last.</remarks>
    public static async Task ThatAsync(
        Func<Task<bool>> condition, TimeSpan deadline, string description, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        TimeSpan pause = Pause;
        long started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            ThrowAfter(deadline, started, description);
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    /// <summary>The same for what this process knows itself: asked every 25 ms.</summary>
    public static async Task ThatAsync(
        Func<bool> condition, TimeSpan deadline, string description, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        long started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            ThrowAfter(deadline, started, description);
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Waits for what may happen or not: returns as soon as it does, or false when the time is over.</summary>
    public static async Task<bool> HappensWithinAsync(TimeSpan time, Func<bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        long started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > time)
            {
                return false;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }

        return true;
    }

    private static void ThrowAfter(TimeSpan deadline, long started, string description)
    {
        if (TimeProvider.System.GetElapsedTime(started) > deadline)
        {
            throw new TimeoutException($"After {deadline}, still not true: {description}");
        }
    }
}
