using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary><c>dtnbox hub suspend</c></summary>
internal static class HubSuspend
{
    public static Command Create(HubShell shell)
    {
        Argument<string> id = HubPaths.IdArgument();
        var reason = new Option<string?>("--reason") { Description = "Why; shown as long as it is suspended.", HelpName = "text" };
        var wait = new HubWait();
        var verb = new Verb(
            "suspend",
            "Holds an instance: what arrives for it is kept until it is resumed. Activities that run go on.",
            "dtnbox hub suspend ID --reason 'store is down for maintenance' --wait")
        {
            id, reason,
        };
        wait.AddTo(verb);
        shell.OnRun(verb, (session, cancellationToken) => HubSteering.RunAsync(
            session,
            new HubSteering(session.Get(id), "suspend", session.Get(reason), instance => instance.Status == nameof(HubStatus.Suspended)),
            wait,
            cancellationToken));
        return verb;
    }
}
