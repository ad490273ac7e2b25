using DtnBox.DurableTask.Replay;

namespace DtnBox.DurableTask.Tests.Replay;

public sealed class RetryScheduleTests
{
    private static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly TaskFailureDetails Failure = new("System.IO.IOException", "disk");

    [Theory]
    [InlineData(1, 5.0)]
    [InlineData(2, 10.0)]
    [InlineData(3, 20.0)]
    [InlineData(4, 30.0)] // Capped.
    [InlineData(2000, 30.0)] // Beyond the range of a double.
    public void NextDelay_Backoff_GrowsUpToTheCap(int attempt, double seconds)
    {
        var policy = new RetryPolicy(5000, TimeSpan.FromSeconds(5), backoffCoefficient: 2, TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.NextDelay(policy, attempt, Failure, Start, Start));
    }

    [Fact]
    public void NextDelay_LastAttempt_GivesUp()
        => Assert.Null(RetrySchedule.NextDelay(new RetryPolicy(3, TimeSpan.FromSeconds(1)), 3, Failure, Start, Start));

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void NextDelay_RetryTimeout_GivesUpOnceItHasPassed(int seconds, bool givesUp)
    {
        var policy = new RetryPolicy(9, TimeSpan.FromSeconds(1), retryTimeout: TimeSpan.FromMinutes(1));

        Assert.Equal(givesUp, RetrySchedule.NextDelay(policy, 1, Failure, Start, Start.AddSeconds(seconds)) is null);
    }

    [Fact]
    public void NextDelay_NotRetriable_GivesUp()
        => Assert.Null(RetrySchedule.NextDelay(
            new RetryPolicy(3, TimeSpan.FromSeconds(1)), 1, Failure with { IsNonRetriable = true }, Start, Start));

    [Fact]
    public void NextDelay_FailureIsFilteredOut_GivesUp()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(1)) { HandleFailure = f => !f.IsCausedBy<IOException>() };

        Assert.Null(RetrySchedule.NextDelay(policy, 1, Failure, Start, Start));
    }

    [Fact]
    public void RetryPolicy_Defaults_AreTheOfficialOnes()
    {
        var policy = new RetryPolicy(1, TimeSpan.FromSeconds(1));

        Assert.Equal(1.0, policy.BackoffCoefficient);
        Assert.Equal(TimeSpan.FromHours(1), policy.MaxRetryInterval);
        Assert.Equal(Timeout.InfiniteTimeSpan, policy.RetryTimeout);
    }

    [Theory]
    [InlineData(0, 1, 1.0)]
    [InlineData(1, 0, 1.0)]
    [InlineData(1, 1, 0.5)]
    public void RetryPolicy_SenselessValue_IsRefused(int attempts, int seconds, double coefficient)
        => Assert.Throws<ArgumentOutOfRangeException>(
            () => new RetryPolicy(attempts, TimeSpan.FromSeconds(seconds), coefficient));
}
