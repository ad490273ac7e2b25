using System.CommandLine;

namespace DtnBox.Cli.Grants;

/// <summary><c>dtnbox grant revoke</c></summary>
internal static class GrantRevoke
{
    public static Command Create(Shell shell)
    {
        var node = new Argument<string>("node") { Description = "The site's id." };
        var id = new Argument<string>("id") { Description = "The grant's id." };
        var verb = new Verb(
            "revoke",
            "Takes a grant back. Transfers that need it are parked within seconds; what they finished is kept.",
            "dtnbox grant revoke site-a g-0123456789abcdef")
        {
            node, id,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            await session.Api.DeleteAsync(GrantPaths.One(session.Get(node), session.Get(id)), cancellationToken);
            await session.Terminal.Error.WriteLineAsync($"Revoked {session.Get(id)}.");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
