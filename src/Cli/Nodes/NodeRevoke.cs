using System.CommandLine;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node revoke</c></summary>
internal static class NodeRevoke
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var agent = new Argument<string>("agent") { Description = "The agent's id, as 'dtnbox node show' has it." };
        var verb = new Verb(
            "revoke",
            "Revokes an agent: at once, and for good. What it had in hand goes to the site's other agents.",
            "dtnbox node revoke site-a site-a.9f86d081884c7d65")
        {
            id, agent,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            NodeView node = await session.Api.DeleteAsync<NodeView>(
                NodePaths.Agent(session.Get(id), session.Find(agent)), cancellationToken);
            await session.ShowAsync(node, NodeText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
