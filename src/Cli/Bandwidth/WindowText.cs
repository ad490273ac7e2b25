using System.Globalization;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Bandwidth;

/// <summary>A part of the week with its cap, as people type it: <c>Mon-Fri 08:00-18:00=10MiB/s</c>.</summary>
internal static class WindowText
{
    private static readonly DayOfWeek[] Week =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday,
        DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    /// <summary>Reads a window; null when it is none. Without days it is every day's.</summary>
    public static BandwidthWindow? Parse(string text)
    {
        if (text.Split('=') is not [var when, var cap] || ParseCap(cap) is not { } bytesPerSecond)
        {
            return null;
        }

        string[] parts = when.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        IReadOnlyList<DayOfWeek>? days = parts is [var named, _] ? ParseDays(named) : null;
        return parts.Length is 1 or 2 && (days is null) == (parts.Length == 1)
            && parts[^1].Split('-') is [var from, var to] && ParseTime(from) is { } begin && ParseTime(to) is { } end
            ? new BandwidthWindow(days, begin, end, bytesPerSecond == 0 ? null : bytesPerSecond)
            : null;
    }

    public static string From(BandwidthWindow window)
    {
        string days = window.Days is null ? string.Empty : $"{string.Join(',', window.Days.Select(day => $"{day}"[..3]))} ";
        string cap = window.BytesPerSecond is { } rate ? $"{SizeText.From(rate)}/s" : "off";
        return $"{days}{window.From:HH:mm}-{window.To:HH:mm} {cap}";
    }

    /// <summary>Bytes per second; 0 for <c>off</c>, null when it is neither.</summary>
    public static long? ParseCap(string text) => text == "off" ? 0 : SizeText.BytesPerSecond(text);

    private static TimeOnly? ParseTime(string text)
        => text == "24:00" ? TimeOnly.MinValue
            : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time
            : null;

    private static List<DayOfWeek>? ParseDays(string text)
    {
        List<DayOfWeek> days = [];
        foreach (string range in text.Split(','))
        {
            int[] ends = [.. range.Split('-').Select(IndexOf)];
            if (ends.Length > 2 || ends.Contains(-1))
            {
                return null;
            }

            // Sat-Mon goes over the end of the week.
            int count = ((ends[^1] - ends[0] + Week.Length) % Week.Length) + 1;
            days.AddRange(Enumerable.Range(ends[0], count).Select(index => Week[index % Week.Length]));
        }

        return days;
    }

    private static int IndexOf(string name)
        => name.Length < 3 ? -1 : Array.FindIndex(Week, day => $"{day}".StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
