using System.Globalization;
using NCrontab;

namespace DtnBox.FunctionsHost.Configuration;

/// <summary>When a timer function runs: six-field cron in UTC, or an interval.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? _cron;
    private readonly TimeSpan _interval;

    private TimerSchedule(CrontabSchedule? cron, TimeSpan interval) => (_cron, _interval) = (cron, interval);

    public static TimerSchedule Parse(JsonSection section, string expression)
    {
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = expression.Split(' ').Length == 6 };
        if (CrontabSchedule.TryParse(expression, options) is { } _cron)
        {
            return new TimerSchedule(_cron, default);
        }

        return TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out TimeSpan _interval) && _interval > TimeSpan.Zero
            ? new TimerSchedule(null, _interval)
            : throw section.Fault(
                $"is '{expression}'", "Write six cron fields (second first), hh:mm:ss, or a %SETTING% that holds one");
    }

    public DateTimeOffset Next(DateTimeOffset after)
        => _cron is null ? after + _interval : new DateTimeOffset(_cron.GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);
}
