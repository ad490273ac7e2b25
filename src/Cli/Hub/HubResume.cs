using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary><c>dtnbox hub resume</c></summary>
internal static class HubResume
{
    public static Command Create(HubShell shell)
    {
        Argument<string> id = HubPaths.IdArgument();
        var reason = new Option<string?>("--reason") { Description = "Why.", HelpName = "text" };
        var wait = new HubWait();
        var verb = new Verb(
            "resume", "Lets a suspended instance go on.", "dtnbox hub resume ID --reason 'store is back' --wait --deadline 5m")
        {
            id, reason,
        };
        wait.AddTo(verb);
        shell.OnRun(verb, (session, cancellationToken) => HubSteering.RunAsync(
            session,
            // It may end the moment it goes on: that it is no longer held is all that was asked for.
            new HubSteering(session.Get(id), "resume", session.Get(reason), instance => instance.Status != nameof(HubStatus.Suspended)),
            wait,
            cancellationToken));
        return verb;
    }
}
