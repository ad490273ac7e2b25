using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary><c>dtnbox hub restart</c></summary>
internal static class HubRestart
{
    public static Command Create(HubShell shell)
    {
        Argument<string> id = HubPaths.IdArgument();
        var sameId = new Option<bool>("--same-id")
        {
            Description = "Take the same id again: the instance must have ended, and its history and output are lost.",
        };
        var verb = new Verb(
            "restart",
            "Starts an instance's orchestration from its beginning with the same input, by default as a new instance beside it.",
            "dtnbox hub restart ID",
            "dtnbox hub restart ID --same-id")
        {
            id, sameId,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string started = await session.Hub.RestartAsync(session.Get(id), session.Get(sameId), cancellationToken);
            await session.ShowAsync(
                new HubOrder(started, "restart", null), order => Text.Printable.From($"Started {session.Get(id)} again as {order.InstanceId}."));
            return ExitCodes.Ok;
        });
        return verb;
    }
}
