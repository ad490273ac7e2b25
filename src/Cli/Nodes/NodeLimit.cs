using System.CommandLine;
using DtnBox.Cli.Bandwidth;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node limit</c></summary>
internal static class NodeLimit
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var plan = new PlanArguments();
        var verb = new Verb(
            "limit",
            "Caps what a site's agents send, all transfers together.",
            "dtnbox node limit site-a 1Gbit/s",
            "dtnbox node limit site-a off --window 'Mon-Fri 08:00-18:00=200Mbit/s' --time-zone Europe/Berlin",
            "dtnbox node limit site-a off")
        {
            id,
        };
        plan.AddTo(verb);
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string path = $"nodes/{Uri.EscapeDataString(session.Get(id))}/bandwidth";
            NodeView view = await plan.ReadAsync(session, cancellationToken) is { } asked
                ? await session.Api.PutAsync<NodeView>(path, asked, cancellationToken)
                : await session.Api.DeleteAsync<NodeView>(path, cancellationToken);
            await session.ShowAsync(view, node => $"Bandwidth of {node.Id}: {PlanText.From(node.Bandwidth)}");
            return ExitCodes.Ok;
        });
        return verb;
    }
}
