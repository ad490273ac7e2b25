using System.CommandLine;

namespace DtnBox.Cli.Schedules;

/// <summary><c>dtnbox schedule delete</c></summary>
internal static class ScheduleDelete
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = SchedulePaths.IdArgument();
        var verb = new Verb("delete", "Deletes a schedule. Its transfers stay, also running ones.", "dtnbox schedule delete ID") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            await session.Api.DeleteAsync(SchedulePaths.One(session.Get(id)), cancellationToken);
            await session.Terminal.Error.WriteLineAsync($"Deleted {session.Get(id)}.");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
