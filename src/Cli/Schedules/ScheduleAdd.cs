using System.CommandLine;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Schedules;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Schedules;

/// <summary><c>dtnbox schedule add</c></summary>
internal static class ScheduleAdd
{
    public static Command Create(Shell shell)
    {
        Argument<Location> source = LocationText.Argument("source", "Where from: site:bucket/prefix.");
        Argument<Location> destination = LocationText.Argument("destination", "Where to: site:bucket/prefix.");
        var cron = new Option<string?>("--cron")
        {
            Description = "When, again and again: minute, hour, day of month, month, day of week.", HelpName = "fields",
        };
        var zone = new Option<string>("--time-zone")
        {
            Description = "The IANA zone that --cron is in. Default: UTC.", DefaultValueFactory = _ => "UTC", HelpName = "zone",
        };
        var at = new Option<string?>("--at") { Description = $"When, once. {DeadlineText.Forms}", HelpName = "time" };
        var label = new Option<string?>("--label") { Description = "What people read in lists.", HelpName = "text" };
        var settings = new SettingsOptions();
        var key = new Option<string?>("--idempotency-key")
        {
            Description = "The same key makes the same schedule, however often it is sent. Default: a random one.",
            HelpName = "key",
        };
        var verb = new Verb(
            "add",
            "Makes a schedule that starts transfers by itself.",
            "dtnbox schedule add site-a:results/ site-b:mirror/ --cron '0 2 * * *' --time-zone Europe/Berlin --label Nightly",
            "dtnbox schedule add site-a:results/run-7/ site-b:incoming/run-7/ --at 2026-11-24T20:00Z")
        {
            source, destination, cron, zone, at, label, key,
        };
        settings.AddTo(verb);
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            var request = new CreateSchedule(
                new CreateTransfer(
                    session.Get(source),
                    session.Get(destination),
                    session.Get(label),
                    await settings.ReadAsync(session, cancellationToken)),
                session.Get(at) is { } time ? DeadlineText.Read(time, session.Terminal.Time) : null,
                session.Get(cron) is { } fields ? new Recurrence(fields, session.Get(zone)!) : null,
                session.Get(label));
            ScheduleView made = await session.Api.PostAsync<ScheduleView>(
                SchedulePaths.All, request, cancellationToken, session.Get(key) ?? Guid.NewGuid().ToString("N"));
            await session.ShowAsync(made, ScheduleText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
