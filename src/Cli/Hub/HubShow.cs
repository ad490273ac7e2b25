using System.CommandLine;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.Hub;

/// <summary><c>dtnbox hub show</c></summary>
internal static class HubShow
{
    public static Command Create(HubShell shell)
    {
        Argument<string> id = HubPaths.IdArgument();
        var full = new Option<bool>("--full") { Description = "Input and output however long they are." };
        var verb = new Verb(
            "show",
            "Shows an instance: its state, what went in and what came out.",
            "dtnbox hub show ID",
            "dtnbox hub show ID --json | jq .output")
        {
            id, full,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            HubInstance instance = await session.Hub.GetAsync(session.Get(id), history: false, outputs: false, cancellationToken);
            await session.Terminal.Out.WriteLineAsync(session.Json
                ? JsonText.From(instance.Payload)
                : HubText.One(instance, session.Get(full)));
            return ExitCodes.Ok;
        });
        return verb;
    }
}
