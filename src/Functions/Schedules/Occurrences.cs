using Cronos;
using DtnBox.Contracts.Schedules;

namespace DtnBox.Functions.Schedules;

/// <summary>When a recurrence comes round.</summary>
internal static class Occurrences
{
    /// <summary>The first moment after another; null when there is none (the 30th of February).</summary>
    public static DateTimeOffset? Next(Recurrence recurrence, DateTimeOffset after)
        => CronExpression.Parse(recurrence.Cron)
            .GetNextOccurrence(after, TimeZoneInfo.FindSystemTimeZoneById(recurrence.TimeZone))?.ToUniversalTime();

    /// <summary>What is wrong with a recurrence; null when nothing is.</summary>
    public static string? FaultOf(Recurrence recurrence)
    {
        if (!CronExpression.TryParse(recurrence.Cron, out _))
        {
            return $"'{recurrence.Cron}' is not a cron expression of five fields, such as '0 2 * * 1-5': "
                + "minute, hour, day of month, month, day of week.";
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(recurrence.TimeZone, out _)
            ? null
            : $"'{recurrence.TimeZone}' is not an IANA time zone, such as Europe/Berlin.";
    }
}
