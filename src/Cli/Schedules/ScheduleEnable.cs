using System.CommandLine;
using DtnBox.Contracts.Schedules;

namespace DtnBox.Cli.Schedules;

/// <summary><c>dtnbox schedule enable</c> and <c>disable</c></summary>
internal static class ScheduleEnable
{
    public static Command CreateEnable(Shell shell) => Create(
        shell, "enable", "Lets a schedule start transfers again, from its next time on.", enabled: true);

    public static Command CreateDisable(Shell shell) => Create(
        shell, "disable", "Keeps a schedule, and lets it start nothing. Transfers that run go on.", enabled: false);

    private static Verb Create(Shell shell, string name, string description, bool enabled)
    {
        Argument<string> id = SchedulePaths.IdArgument();
        var verb = new Verb(name, description, $"dtnbox schedule {name} ID") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string path = SchedulePaths.One(session.Get(id));
            ScheduleView now = await session.Api.GetAsync<ScheduleView>(path, cancellationToken);
            var request = new CreateSchedule(now.Transfer, now.StartAt, now.Recurrence, now.Label, enabled);
            await session.ShowAsync(
                await session.Api.PutAsync<ScheduleView>(path, request, cancellationToken), ScheduleText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
