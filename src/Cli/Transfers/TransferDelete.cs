using System.CommandLine;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer delete</c></summary>
internal static class TransferDelete
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        var verb = new Verb(
            "delete",
            "Deletes a transfer that has ended, is stopped or parked, with its objects list and receipt. What it copied stays.",
            "dtnbox transfer delete ID") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            await session.Api.DeleteAsync(TransferPaths.One(session.Get(id)), cancellationToken);
            await session.Terminal.Error.WriteLineAsync($"Deleted {session.Get(id)}.");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
