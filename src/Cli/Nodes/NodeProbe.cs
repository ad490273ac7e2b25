using System.CommandLine;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node probe</c></summary>
internal static class NodeProbe
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var bucket = new Option<string?>("--bucket")
        {
            Description = "A bucket that the store's keys may write in. Default: the one entered with the store.",
            HelpName = "name",
        };
        var wait = new Option<bool>("--wait") { Description = "Wait until an agent has answered." };
        var verb = new Verb(
            "probe",
            "Has an agent find out what a site's store can do.",
            "dtnbox node probe site-a --bucket scratch --wait",
            "dtnbox node probe site-a")
        {
            id, bucket, wait,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string node = NodePaths.Node(session.Get(id));
            NodeView view = await session.Api.PostAsync<NodeView>(
                $"{node}/store/probe", new ProbeStoreRequest(session.Get(bucket)), cancellationToken);
            while (session.Get(wait) && view.ProbeRequestedAt is not null)
            {
                await Task.Delay(Gap, session.Terminal.Time, cancellationToken);
                view = await session.Api.GetAsync<NodeView>(node, cancellationToken);
            }

            await session.ShowAsync(view, NodeText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
