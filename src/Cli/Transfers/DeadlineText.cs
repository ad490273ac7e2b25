using System.Globalization;
using DtnBox.Cli.Hub;

namespace DtnBox.Cli.Transfers;

/// <summary>Deadlines as people type them: a moment, or how long from now.</summary>
internal static class DeadlineText
{
    public const string Forms = "As 2026-11-23T14:00Z, or 90m, 12h or 2d from now.";

    public static DateTimeOffset Read(string text, TimeProvider time)
    {
        if (TimeOption.ParseSpan(text) is { } span)
        {
            return time.GetUtcNow() + span;
        }

        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, utc, out DateTimeOffset at)
            ? at
            : throw new UsageException(
                $"'{text}' is not a time. Write one like 2026-11-23T14:00Z (without an offset it is UTC), or 12h for twelve hours from now.");
    }
}
