using System.CommandLine;
using DtnBox.Cli.Watching;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer watch</c></summary>
internal static class TransferWatch
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var verb = new Verb(
            "watch",
            "Shows progress until the transfer ends; the exit code says how. Ctrl+C ends the watching, not the transfer.",
            "dtnbox transfer watch ID",
            "dtnbox transfer watch ID --json | jq -r .state")
        {
            id,
        };
        shell.OnRun(verb, (session, cancellationToken) => Watch.RunAsync(session, session.Get(id), cancellationToken));
        return verb;
    }
}
