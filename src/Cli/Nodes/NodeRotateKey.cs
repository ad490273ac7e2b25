using System.CommandLine;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node rotate-key</c></summary>
internal static class NodeRotateKey
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var agent = new Argument<string?>("agent")
        {
            Description = "The id of one agent. Default: all of them.", Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Verb(
            "rotate-key",
            "Has the agents of a site change the key pairs by which they prove who they are.",
            "dtnbox node rotate-key site-a",
            "dtnbox node rotate-key site-a site-a.9f86d081884c7d65")
        {
            id, agent,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string whose = session.Find(agent) is { } one ? NodePaths.Agent(session.Get(id), one) : NodePaths.Node(session.Get(id));
            NodeView node = await session.Api.PostAsync<NodeView>($"{whose}/rotate-key", body: null, cancellationToken);
            await session.ShowAsync(node, NodeText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
