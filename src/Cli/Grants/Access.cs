using System.CommandLine;
using DtnBox.Contracts.Grants;

namespace DtnBox.Cli.Grants;

/// <summary><c>dtnbox access</c></summary>
internal static class Access
{
    public static Command Create(Shell shell)
    {
        var node = new Argument<string>("node") { Description = "The site's id." };
        var user = new Option<string?>("--user")
        {
            Description = "Whose, by id or address; for the site's owner and administrators. Default: yours.", HelpName = "who",
        };
        var verb = new Verb(
            "access",
            "Tells what you, or somebody else, may do with a site's data now, and why.",
            "dtnbox access site-a",
            "dtnbox access site-a --user u-0123456789abcdef",
            "dtnbox access site-a --user alice@example.org")
        {
            node, user,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            AccessView access = await session.Api.GetAsync<AccessView>(
                GrantPaths.Access(session.Get(node), session.Get(user)), cancellationToken);
            await session.ShowAsync(access, GrantText.Access);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
