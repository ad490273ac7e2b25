using System.Globalization;
using NCrontab;

namespace DtnBox.FunctionsHost.Configuration;

/// <summary>When a timer function runs: six-field cron in UTC, or an interval.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? cron;
    private readonly TimeSpan interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval) => (this.cron, this.interval) = (cron, interval);

    public static TimerSchedule Parse(JsonSection section, string expression)
    {
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = expression.Split(' ').Length == 6 };
        if (CrontabSchedule.TryParse(expression, options) is { } cron)
        {
            return new TimerSchedule(cron, default);
        }

        return TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out TimeSpan interval) && interval > TimeSpan.Zero
            ? new TimerSchedule(null, interval)
            : throw section.Fault(
                $"is '{expression}'", "Write six cron fields (second first), hh:mm:ss, or a %SETTING% that holds one");
    }

    public DateTimeOffset Next(DateTimeOffset after)
        => cron is null ? after + interval : new DateTimeOffset(cron.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);
}
