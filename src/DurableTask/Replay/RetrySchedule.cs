namespace DtnBox.DurableTask.Replay;

/// <summary>When a retry policy makes the next attempt.</summary>
internal static class RetrySchedule
{
    /// <summary>The pause before the next attempt; null to give up.</summary>
    /// <param name="attempt">The number of the attempt that has failed, from 1.</param>
    /// <param name="firstAttempt">When the first attempt was made.</param>
    public static TimeSpan? NextDelay(
        RetryPolicy policy, int attempt, TaskFailureDetails failure, DateTime firstAttempt, DateTime now)
    {
        if (attempt >= policy.MaxNumberOfAttempts || failure.IsNonRetriable || policy.HandleFailure?.Invoke(failure) == false)
        {
            return null;
        }

        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && now - firstAttempt >= policy.RetryTimeout)
        {
            return null;
        }

        // In floating point: a power that overflows becomes infinity, and the cap still holds.
        double ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return ticks < policy.MaxRetryInterval.Ticks ? TimeSpan.FromTicks((long)ticks) : policy.MaxRetryInterval;
    }
}
