using System.CommandLine;
using DtnBox.Cli.Hub.Histories;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.Hub;

/// <summary><c>dtnbox hub history</c></summary>
internal static class HubHistory
{
    public static Command Create(HubShell shell)
    {
        Argument<string> id = HubPaths.IdArgument();
        var outputs = new Option<bool>("--outputs") { Description = "With the results of activities and the data of events." };
        var deep = new Option<bool>("--deep")
        {
            Description = "With the histories of sub-orchestrations that have ended; those that run are shown in any case.",
        };
        var verb = new Verb(
            "history",
            "Shows what an instance did: each step with its begin, counted from the start, and how long it took.",
            "dtnbox hub history ID",
            "dtnbox hub history ID --outputs --deep",
            "dtnbox hub history ID --json | jq '.[] | select(.EventType == \"TaskFailed\")'")
        {
            id, outputs, deep,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            if (session.Json)
            {
                HubInstance instance = await session.Hub.GetAsync(
                    session.Get(id), history: true, session.Get(outputs), cancellationToken);
                await session.Terminal.Out.WriteLineAsync(instance.History is { } history ? JsonText.From(history) : "[]");
                return ExitCodes.Ok;
            }

            var loader = new HistoryLoader(session.Hub, session.Get(deep));
            TreeMarks marks = session.Terminal.CanDrawBoxes ? TreeMarks.Boxes : TreeMarks.Ascii;
            await session.Terminal.Out.WriteLineAsync(
                HistoryText.From(await loader.LoadAsync(session.Get(id), cancellationToken), session.Get(outputs), marks));
            return ExitCodes.Ok;
        });
        return verb;
    }
}
