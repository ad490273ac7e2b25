using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Schedules;

namespace DtnBox.Cli.Schedules;

/// <summary><c>dtnbox schedule list</c></summary>
internal static class ScheduleList
{
    public static Command Create(Shell shell)
    {
        var verb = new Verb("list", "Lists the schedules.", "dtnbox schedule list");
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            IAsyncEnumerable<ScheduleView> schedules = session.Api.ListAsync<ScheduleView>(SchedulePaths.All, cancellationToken);
            if (session.Json)
            {
                await JsonText.WriteArrayAsync(session.Terminal.Out, schedules);
            }
            else
            {
                await session.Terminal.Out.WriteLineAsync(ScheduleText.Table(await schedules.ToListAsync(cancellationToken)));
            }

            return ExitCodes.Ok;
        });
        return verb;
    }
}
