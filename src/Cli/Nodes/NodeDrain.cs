using System.CommandLine;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node drain</c></summary>
internal static class NodeDrain
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var agent = new Argument<string?>("agent")
        {
            Description = "The id of one agent. Default: all of them.", Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Verb(
            "drain",
            "Gives a site, or one of its agents, no new work; what is in hand is finished.",
            "dtnbox node drain site-a",
            "dtnbox node drain site-a site-a.9f86d081884c7d65")
        {
            id, agent,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            NodeView node = await session.Api.PutAsync<NodeView>(NodePaths.Drain(session.Get(id), session.Find(agent)), new { }, cancellationToken);
            await session.ShowAsync(node, NodeText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
