namespace DtnBox.DurableTask;

/// <summary>How often, and after which pauses, a failed call is made again.</summary>
public sealed class RetryPolicy
{
    private static readonly TimeSpan DefaultMaxRetryInterval = TimeSpan.FromHours(1);

    /// <param name="maxNumberOfAttempts">All attempts, the first one included; at least 1.</param>
    /// <param name="firstRetryInterval">The pause before the second attempt; more than zero.</param>
    /// <param name="backoffCoefficient">What each pause is multiplied with to get the next; at least 1.</param>
    /// <param name="maxRetryInterval">The longest pause. Default one hour.</param>
    /// <param name="retryTimeout">No new attempt once this much time has passed since the first. Default: none.</param>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNumberOfAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        TimeSpan longest = maxRetryInterval
            ?? (firstRetryInterval > DefaultMaxRetryInterval ? firstRetryInterval : DefaultMaxRetryInterval);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, firstRetryInterval, nameof(maxRetryInterval));

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = longest;
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan FirstRetryInterval { get; }

    public double BackoffCoefficient { get; }

    public TimeSpan MaxRetryInterval { get; }

    /// <summary>Gets the limit, or <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Gets which failures are worth another attempt. Default: all but those marked as not retriable.</summary>
    public Func<TaskFailureDetails, bool>? HandleFailure { get; init; }
}
