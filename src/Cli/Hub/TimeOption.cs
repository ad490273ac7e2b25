using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace DtnBox.Cli.Hub;

/// <summary>Options that take a time, or a span of time.</summary>
internal static class TimeOption
{
    public static Option<Moment?> Moment(string name, string description) => new(name)
    {
        Description = $"{description} As 2026-11-23, 2026-11-23T14:00Z, or 12h or 7d ago.",
        HelpName = "time",
        CustomParser = ParseMoment,
    };

    public static Option<TimeSpan?> Span(string name, string description) => new(name)
    {
        Description = $"{description} As 90s, 5m or 2h.",
        HelpName = "span",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (ParseSpan(text) is not { } span)
            {
                result.AddError($"'{text}' is not a span of time. Write one like 90s, 5m or 2h.");
                return null;
            }

            return span;
        },
    };

    private static Moment? ParseMoment(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (ParseSpan(text) is { } ago)
        {
            return new Moment(null, ago);
        }

        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, utc, out DateTimeOffset at))
        {
            return new Moment(at, default);
        }

        result.AddError($"'{text}' is not a time. Write one like 2026-11-23, 2026-11-23T14:00Z (without an offset it is UTC), or 7d for seven days ago.");
        return null;
    }

    /// <summary>A span like 90s, 5m, 2h or 7d; null for anything else.</summary>
    public static TimeSpan? ParseSpan(string text)
    {
        if (text.Length < 2 || !uint.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out uint count)
            || count > 100_000_000)
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' when count <= 100_000 => TimeSpan.FromDays(count),
            _ => null,
        };
    }
}

/// <summary>A point in time, or how long ago it was.</summary>
internal sealed record Moment(DateTimeOffset? At, TimeSpan Ago)
{
    public DateTimeOffset On(TimeProvider clock) => At ?? (clock.GetUtcNow() - Ago);
}
