using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Grants;

namespace DtnBox.Cli.Grants;

/// <summary><c>dtnbox grant list</c></summary>
internal static class GrantList
{
    public static Command Create(Shell shell)
    {
        var node = new Option<string?>("--node")
        {
            Description = "All grants of this site; for its owner and administrators. Default: what was granted to you.", HelpName = "id",
        };
        var verb = new Verb(
            "list", "Lists grants: yours, or those of a site.", "dtnbox grant list", "dtnbox grant list --node site-a") { node };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string path = session.Get(node) is { } id ? GrantPaths.Of(id) : GrantPaths.Mine;
            IAsyncEnumerable<GrantView> grants = session.Api.ListAsync<GrantView>(path, cancellationToken);
            if (session.Json)
            {
                await JsonText.WriteArrayAsync(session.Terminal.Out, grants);
            }
            else
            {
                await session.Terminal.Out.WriteLineAsync(
                    GrantText.Table(await grants.ToListAsync(cancellationToken), session.Terminal.Time.GetUtcNow()));
            }

            return ExitCodes.Ok;
        });
        return verb;
    }
}
