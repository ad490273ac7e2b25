using System.CommandLine;
using DtnBox.Contracts.Schedules;

namespace DtnBox.Cli.Schedules;

/// <summary><c>dtnbox schedule show</c></summary>
internal static class ScheduleShow
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = SchedulePaths.IdArgument();
        var verb = new Verb("show", "Shows a schedule: when it is due, and what came of the last time.", "dtnbox schedule show ID") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            await session.ShowAsync(
                await session.Api.GetAsync<ScheduleView>(SchedulePaths.One(session.Get(id)), cancellationToken), ScheduleText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
