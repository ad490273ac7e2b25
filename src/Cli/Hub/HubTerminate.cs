using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary><c>dtnbox hub terminate</c></summary>
internal static class HubTerminate
{
    public static Command Create(HubShell shell)
    {
        Argument<string> id = HubPaths.IdArgument();
        var reason = new Option<string>("--reason")
        {
            Description = "Why; it becomes the instance's output.", HelpName = "text", Required = true,
        };
        var wait = new HubWait();
        var verb = new Verb(
            "terminate",
            "Ends an instance for good. Activities that run go on to their end; sub-orchestrations are not ended with it.",
            "dtnbox hub terminate ID --reason 'started by mistake' --wait")
        {
            id, reason,
        };
        wait.AddTo(verb);
        shell.OnRun(verb, (session, cancellationToken) => HubSteering.RunAsync(
            session,
            new HubSteering(session.Get(id), "terminate", session.Get(reason), instance => instance.Status == nameof(HubStatus.Terminated)),
            wait,
            cancellationToken));
        return verb;
    }
}
