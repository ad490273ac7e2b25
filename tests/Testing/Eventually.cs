namespace DtnBox.Testing;

/// <summary>Waits for conditions of the world outside the test. A wait has a deadline and says what it waited for.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Returns as soon as the condition holds; throws <see cref="TimeoutException"/> at the deadline.</summary>
    public static async Task ThatAsync(
        Func<Task<bool>> condition, TimeSpan deadline, string description, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        long started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > deadline)
            {
                throw new TimeoutException($"After {deadline}, still not true: {description}");
            }

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

    /// <inheritdoc cref="ThatAsync(Func{Task{bool}}, TimeSpan, string, CancellationToken)"/>
    public static Task ThatAsync(
        Func<bool> condition, TimeSpan deadline, string description, CancellationToken cancellationToken = default)
        => ThatAsync(() => Task.FromResult(condition()), deadline, description, cancellationToken);
}
