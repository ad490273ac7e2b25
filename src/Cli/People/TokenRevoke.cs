using System.CommandLine;

namespace DtnBox.Cli.People;

/// <summary><c>dtnbox token revoke</c></summary>
internal static class TokenRevoke
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The token's id: what stands between dtn_ and the next _." };
        Option<string?> user = TokenList.UserOption();
        var verb = new Verb(
            "revoke", "Ends an API token at once.", "dtnbox token revoke ID", "dtnbox token revoke ID --user USER-ID") { id, user };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            await session.Api.DeleteAsync(PeoplePaths.Token(session.Get(user), session.Get(id)), cancellationToken);
            await session.Terminal.Error.WriteLineAsync($"Revoked {session.Get(id)}.");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
