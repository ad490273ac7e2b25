using DtnBox.Cli.Text;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.Schedules;

namespace DtnBox.Cli.Schedules;

/// <summary>Schedules in words.</summary>
internal static class ScheduleText
{
    public static string One(ScheduleView schedule)
    {
        List<string> lines =
        [
            schedule.Label is null ? schedule.Id : $"{schedule.Id}  {schedule.Label}",
            $"  When      {When(schedule)}{(schedule.Enabled ? string.Empty : ", disabled")}",
            $"  From      {LocationText.From(schedule.Transfer.Source)}",
            $"  To        {LocationText.From(schedule.Transfer.Destination)}",
            $"  Owner     {schedule.Owner}",
            $"  Next      {Moment(schedule.NextRun, "never")}",
            $"  Last      {Moment(schedule.LastRun, "not yet")}",
        ];
        if (schedule.LastTransferId is { } transfer)
        {
            lines.Add($"  Transfer  {transfer}");
        }

        if (schedule.LastFault is { } fault)
        {
            lines.Add($"  Cause     {fault.Message}");
            lines.Add($"  Advice    {fault.NextStep}");
        }

        return string.Join('\n', lines.Select(Printable.From));
    }

    public static string Table(IReadOnlyList<ScheduleView> schedules) => schedules.Count == 0
        ? "No schedules. Make one with: dtnbox schedule add SITE:BUCKET/PREFIX SITE:BUCKET/PREFIX --cron '0 2 * * *'"
        : Columns.From(
            ["ID", "WHEN", "NEXT", "LAST", "FROM", "TO", "LABEL"],
            [.. schedules.Select(schedule => new[]
            {
                schedule.Id,
                When(schedule),
                Moment(schedule.NextRun, schedule.Enabled ? "never" : "disabled"),
                schedule.LastFault is null ? Moment(schedule.LastRun, "not yet") : $"nothing started ({schedule.LastFault.Code})",
                LocationText.From(schedule.Transfer.Source),
                LocationText.From(schedule.Transfer.Destination),
                Printable.From(schedule.Label ?? string.Empty),
            })]);

    private static string When(ScheduleView schedule) => schedule.Recurrence is { } recurrence
        ? $"{recurrence.Cron} ({recurrence.TimeZone})"
        : $"once, {Moment(schedule.StartAt, "never")}";

    private static string Moment(DateTimeOffset? time, string none) => time is { } at ? Figures.Moment(at) : none;
}
