using System.CommandLine;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node undrain</c></summary>
internal static class NodeUndrain
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var agent = new Argument<string?>("agent")
        {
            Description = "The id of one agent. Default: all of them.", Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Verb(
            "undrain",
            "Gives a site, or one of its agents, work again.",
            "dtnbox node undrain site-a",
            "dtnbox node undrain site-a site-a.9f86d081884c7d65")
        {
            id, agent,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            NodeView node = await session.Api.DeleteAsync<NodeView>(NodePaths.Drain(session.Get(id), session.Find(agent)), cancellationToken);
            await session.ShowAsync(node, NodeText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
