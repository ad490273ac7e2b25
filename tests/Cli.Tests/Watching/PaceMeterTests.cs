using DtnBox.Cli.Watching;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Tests.Watching;

public sealed class PaceMeterTests
{
    private const long Mebibyte = 1 << 20;

    private readonly PaceMeter _meter = new();

    [Fact]
    public void Add_FirstSample_KnowsNothing() => Assert.Equal(Pace.Unknown, Add(0, 0));

    [Fact]
    public void Add_SteadyPace_GivesRateAndOneEstimate()
    {
        Pace pace = Pace.Unknown;
        for (int second = 0; second <= 60; second++)
        {
            pace = Add(second, second * 10);
        }

        Assert.Equal(10 * Mebibyte, pace.BytesPerSecond);
        Assert.Equal("10.0 MiB/s, about 2 min 20 s left", pace.Words(Totals(600)));
    }

    [Fact]
    public void Add_SlowerThanBefore_GivesARange()
    {
        Pace pace = Pace.Unknown;
        long copied = 0;
        for (int second = 0; second <= 60; second++)
        {
            copied += second < 50 ? 10 : 5;
            pace = Add(second, copied);
        }

        Assert.True(pace.Soonest < pace.Latest);
        Assert.Contains(" to ", pace.Words(Totals(copied)), StringComparison.Ordinal);
    }

    [Fact]
    public void Add_EmptyObjects_GiveAnEstimateToo()
    {
        Pace pace = Pace.Unknown;
        for (int second = 0; second <= 30; second++)
        {
            long done = second * 1000;
            pace = _meter.Add(
                TimeSpan.FromSeconds(second), new TransferTotals(true, 100_000, 0, 0, 0, done, 0, done, 0, 0));
        }

        Assert.Equal(TimeSpan.FromSeconds(70), pace.Latest);
    }

    [Fact]
    public void Add_NothingMoves_GivesNoEstimate()
    {
        Add(0, 100);
        Pace pace = Add(5, 100);
        Assert.Equal(0, pace.BytesPerSecond);
        Assert.Equal("0.0 MiB/s, time left unknown", pace.Words(Totals(100)));
    }

    [Fact]
    public void Add_FewerBytesThanBefore_BeginsAnew()
    {
        Add(0, 100);
        Add(5, 200);
        Assert.Equal(Pace.Unknown, Add(6, 50));
    }

    [Fact]
    public void Words_StillListing_DoNotPretendToKnow()
        => Assert.Equal("no rate yet, still counting", Pace.Unknown.Words(Totals(1) with { ListingComplete = false }));

    private static TransferTotals Totals(long copied) => new(true, 10, 2000 * Mebibyte, 0, 0, 0, copied * Mebibyte, 0, copied * Mebibyte, 0);

    private Pace Add(double second, long copied) => _meter.Add(TimeSpan.FromSeconds(second), Totals(copied));
}
