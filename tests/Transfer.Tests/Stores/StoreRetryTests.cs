using System.Net;
using DtnBox.Contracts;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Transfer.Tests.Stores;

public sealed class StoreRetryTests
{
    private static readonly Fault Throttled = new(FaultCodes.Throttled, "slow down", "wait", Transient: true);
    private static readonly Fault Broken = new(FaultCodes.StoreError, "broke", "wait", Transient: true);

    [Theory]
    [InlineData(17, 17)]
    [InlineData(600, 60)]
    public async Task RunAsync_StoreAsksForAPause_GetsItUpToAMinute(int asked, int given)
    {
        var time = new FakeTimeProvider();
        int calls = 0;
        Task run = new StoreRetry(new TransferOptions(), time).RunAsync(
            _ => ++calls == 1
                ? throw new StoreException(Throttled, HttpStatusCode.ServiceUnavailable) { RetryAfter = TimeSpan.FromSeconds(asked) }
                : Task.CompletedTask,
            CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(given - 1));
        Assert.Equal(1, calls);
        time.Advance(TimeSpan.FromSeconds(1));
        await run;
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task RunAsync_NoPauseAskedFor_WaitsLongerEachTime()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        List<DateTimeOffset> calls = [];
        Task run = new StoreRetry(new TransferOptions(), time).RunAsync(
            _ =>
            {
                calls.Add(time.GetUtcNow());
                throw new StoreException(Broken);
            },
            CancellationToken.None);
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await Assert.ThrowsAsync<StoreException>(() => run);
        Assert.Equal(6, calls.Count);
        for (int i = 1; i < calls.Count; i++)
        {
            double pause = Math.Pow(2, i - 1);
            Assert.InRange((calls[i] - calls[i - 1]).TotalSeconds, pause * 0.5, Math.Min(pause, 16) + 0.2);
        }
    }
}
