using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Bandwidth;

namespace DtnBox.Functions.Tests.Bandwidth;

public sealed class BandwidthScheduleTests
{
    private const string Berlin = "Europe/Berlin";

    private static readonly BandwidthPlan Office = new(
        1000,
        Berlin,
        [new([DayOfWeek.Monday, DayOfWeek.Friday], new TimeOnly(8, 0), new TimeOnly(18, 0), 10)]);

    private static readonly BandwidthPlan Night = new(
        10, Berlin, [new([DayOfWeek.Friday], new TimeOnly(22, 0), new TimeOnly(6, 0), null)]);

    private static readonly BandwidthPlan SmallHours = new(
        1000, Berlin, [new(null, new TimeOnly(2, 0), new TimeOnly(3, 0), 10)]);

    // Monday, 23 November 2026: Berlin is an hour ahead of UTC.
    [Theory]
    [InlineData("2026-11-23T06:59:59Z", 1000)]
    [InlineData("2026-11-23T07:00:00Z", 10)]
    [InlineData("2026-11-23T16:59:59Z", 10)]
    [InlineData("2026-11-23T17:00:00Z", 1000)]
    [InlineData("2026-11-24T12:00:00Z", 1000)]
    [InlineData("2026-11-27T12:00:00Z", 10)]
    public void At_WindowOnSomeDays_HoldsInItsZone(string moment, int cap)
        => Assert.Equal(cap, BandwidthSchedule.At(Office, DateTimeOffset.Parse(moment)));

    [Theory]
    [InlineData("2026-11-27T20:59:00Z", 10)]
    [InlineData("2026-11-27T21:00:00Z", null)]
    [InlineData("2026-11-28T04:59:00Z", null)]
    [InlineData("2026-11-28T05:00:00Z", 10)]
    [InlineData("2026-11-28T22:00:00Z", 10)]
    [InlineData("2026-11-27T04:00:00Z", 10)]
    public void At_WindowOverMidnight_BelongsToTheDayItBegins(string moment, int? cap)
        => Assert.Equal(cap, BandwidthSchedule.At(Night, DateTimeOffset.Parse(moment)));

    // On 29 March 2026 the hour from 2 to 3 falls out; on 25 October it comes twice.
    [Theory]
    [InlineData("2026-03-28T01:30:00Z", 10)]
    [InlineData("2026-03-29T00:30:00Z", 1000)]
    [InlineData("2026-03-29T01:30:00Z", 1000)]
    [InlineData("2026-10-25T00:30:00Z", 10)]
    [InlineData("2026-10-25T01:30:00Z", 10)]
    [InlineData("2026-10-25T02:00:00Z", 1000)]
    public void At_WhenTheClockIsSet_FollowsTheWall(string moment, int cap)
        => Assert.Equal(cap, BandwidthSchedule.At(SmallHours, DateTimeOffset.Parse(moment)));

    [Fact]
    public void At_SeveralWindows_TheFirstDecides()
    {
        var plan = new BandwidthPlan(
            null,
            null,
            [
                new(null, new TimeOnly(10, 0), new TimeOnly(11, 0), 1),
                new(null, new TimeOnly(0, 0), new TimeOnly(0, 0), 2),
            ]);

        Assert.Equal(1, BandwidthSchedule.At(plan, DateTimeOffset.Parse("2026-11-23T10:30:00Z")));
        Assert.Equal(2, BandwidthSchedule.At(plan, DateTimeOffset.Parse("2026-11-23T11:00:00Z")));
        Assert.Equal(2, BandwidthSchedule.At(plan, DateTimeOffset.Parse("2026-11-23T00:00:00Z")));
    }

    [Fact]
    public void At_NoWindows_IsTheCapAlways()
        => Assert.Equal(7, BandwidthSchedule.At(new BandwidthPlan(7), DateTimeOffset.UnixEpoch));
}
