using System.CommandLine;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node show</c></summary>
internal static class NodeShow
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var verb = new Verb("show", "Shows a site, its store and its agents.", "dtnbox node show site-a") { id };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            NodeView node = await session.Api.GetAsync<NodeView>(
                $"nodes/{Uri.EscapeDataString(session.Get(id))}", cancellationToken);
            await session.ShowAsync(node, NodeText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
