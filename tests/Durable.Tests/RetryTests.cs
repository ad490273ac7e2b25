using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class RetryTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task Retry_BackOff_ShowsAsGrowingTimersUpToTheLongest()
    {
        string id = await Client.StartAsync(
            "Retry", new { activity = "Flaky", failures = 4, attempts = 5, firstMs = 50, coefficient = 2, maxMs = 150 });

        Assert.Equal("5", await Client.ResultAsync<string>(id));
        // From the turn that saw the failure: its clock is a little before the writing of the timer.
        JsonElement[] timers = [.. (await Client.HistoryAsync(id)).Where(item => item.Type() == "TimerCreated")];
        Assert.Equal(4, timers.Length);
        double[] longest = [50, 100, 150, 150];
        Assert.All(timers.Zip(longest), pair =>
            Assert.True((pair.First.Time("FireAt") - pair.First.Time()).TotalMilliseconds <= pair.Second));
    }

    [Fact]
    public async Task Retry_AttemptsUsedUp_FailsWithTheLastFailure()
    {
        string id = await Client.StartAsync("Retry", new { activity = "Flaky", failures = 9, attempts = 3, firstMs = 20 });

        Assert.Equal("attempt 3", await Client.ResultAsync<string>(id));
        Assert.Equal(2, (await Client.HistoryAsync(id)).Count(item => item.Type() == "TimerFired"));
    }

    [Fact]
    public async Task Retry_TimeoutPassed_GivesUpBeforeTheAttemptsAreUsed()
    {
        string id = await Client.StartAsync(
            "Retry", new { activity = "Flaky", failures = 99, attempts = 99, firstMs = 100, timeoutMs = 250 });

        // Never more than fit into the timeout; none, when the first attempt took that long.
        Assert.StartsWith("attempt ", await Client.ResultAsync<string>(id), StringComparison.Ordinal);
        Assert.InRange((await Client.HistoryAsync(id)).Count(item => item.Type() == "TimerCreated"), 0, 3);
    }

    [Fact]
    public async Task Retry_NonRetriableFailure_IsNotRepeated()
    {
        string id = await Client.StartAsync("Retry", new { activity = "Fail", failures = 0, attempts = 5, firstMs = 20 });

        Assert.Equal("for good", await Client.ResultAsync<string>(id));
        Assert.DoesNotContain("TimerCreated", (await Client.HistoryAsync(id)).Select(Reading.Type));
    }

    [Fact]
    public async Task RetryHandler_SaysYes_AnotherAttemptIsMade()
        => Assert.Equal(
            "1:attempt 1, 2:attempt 2, attempt 3 succeeded", await Client.RunAsync<string>("RetryWithHandler", 2));

    [Fact]
    public async Task RetryHandler_SaysNo_TheLastFailureIsThrown()
        => Assert.Equal(
            "1:attempt 1, 2:attempt 2, 3:attempt 3, gave up: attempt 3",
            await Client.RunAsync<string>("RetryWithHandler", 9));
}
