using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node list</c></summary>
internal static class NodeList
{
    public static Command Create(Shell shell)
    {
        var verb = new Verb("list", "Lists the sites.", "dtnbox node list", "dtnbox node list --json | jq -r '.[].id'");
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            IAsyncEnumerable<NodeView> nodes = session.Api.ListAsync<NodeView>("nodes", cancellationToken);
            if (session.Json)
            {
                await JsonText.WriteArrayAsync(session.Terminal.Out, nodes);
            }
            else
            {
                await session.Terminal.Out.WriteLineAsync(NodeText.Table(await nodes.ToListAsync(cancellationToken)));
            }

            return ExitCodes.Ok;
        });
        return verb;
    }
}
