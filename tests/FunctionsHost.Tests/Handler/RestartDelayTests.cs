using DtnBox.FunctionsHost.Handler;

namespace DtnBox.FunctionsHost.Tests.Handler;

public sealed class RestartDelayTests
{
    [Fact]
    public void Current_RunsEndSoon_DoublesFromTheSecondOnUpToHalfAMinute()
    {
        var delay = new RestartDelay();
        var seen = new List<double>();
        for (int run = 0; run < 20; run++)
        {
            delay.Ended(TimeSpan.FromSeconds(5));
            seen.Add(delay.Current.TotalSeconds);
        }

        Assert.Equal([0, 1, 2, 4, 8, 16, 30, 30], seen.Take(8));
        Assert.Equal(30, seen.Last());
    }

    [Fact]
    public void Current_AfterALongRun_IsNoneAgain()
    {
        var delay = new RestartDelay();
        delay.Ended(TimeSpan.Zero);
        delay.Ended(TimeSpan.Zero);
        delay.Ended(TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.Zero, delay.Current);
    }
}
