using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary><c>dtnbox hub rewind</c></summary>
internal static class HubRewind
{
    public static Command Create(HubShell shell)
    {
        Argument<string> id = HubPaths.IdArgument();
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it stays in the instance's history.", HelpName = "text", Required = true,
        };
        var verb = new Verb(
            "rewind",
            "Lets a failed instance try again what failed. What it had done before is kept.",
            "dtnbox hub rewind ID --reason 'the store is back'")
        {
            id, reason,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            await session.Hub.SteerAsync(session.Get(id), "rewind", session.Get(reason), cancellationToken);
            await session.ShowAsync(
                new HubOrder(session.Get(id), "rewind", null),
                order => $"Queued: rewind {order.InstanceId}. It may fail again at once; look with: dtnbox hub show {order.InstanceId}");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
