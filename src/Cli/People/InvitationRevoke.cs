using System.CommandLine;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox invitation revoke</c></summary>
internal static class InvitationRevoke
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The invitation's id: not its code." };
        var verb = new Verb(
            "revoke", "Takes an invitation back. Who came in by it stays.", "dtnbox invitation revoke ID") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            await session.Api.DeleteAsync(PeoplePaths.Invitation(session.Get(id)), cancellationToken);
            await session.Terminal.Error.WriteLineAsync($"Revoked {session.Get(id)}.");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
