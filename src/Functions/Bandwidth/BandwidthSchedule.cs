using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Bandwidth;

/// <summary>Reads a bandwidth plan as a timetable.</summary>
internal static class BandwidthSchedule
{
    /// <summary>The cap at a moment, in bytes per second; null for none. The first window that the moment lies in decides.</summary>
    /// <remarks>
    /// Windows are times on the wall clock of their zone: when it is set back an hour a window in that hour comes twice,
    /// when it is set forward it falls out.
    /// </remarks>
    public static long? At(BandwidthPlan plan, DateTimeOffset moment)
    {
        TimeZoneInfo zone = plan.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : TimeZoneInfo.Utc;
        DateTime local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        return plan.Windows?.FirstOrDefault(window => Contains(window, local)) is { } decides
            ? decides.BytesPerSecond
            : plan.BytesPerSecond;
    }

    private static bool Contains(BandwidthWindow window, DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        bool overMidnight = window.To <= window.From;
        bool begunToday = time >= window.From && (overMidnight || time < window.To);
        bool begunYesterday = overMidnight && time < window.To;
        return (begunToday && BeginsOn(window, local)) || (begunYesterday && BeginsOn(window, local.AddDays(-1)));
    }

    private static bool BeginsOn(BandwidthWindow window, DateTime day)
        => window.Days is null || window.Days.Contains(day.DayOfWeek);
}
