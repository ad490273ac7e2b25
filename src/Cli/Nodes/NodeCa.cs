using System.CommandLine;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node ca</c></summary>
internal static class NodeCa
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var file = new Argument<FileInfo?>("file")
        {
            Description = "PEM of the CA's certificate. Without it, only public CAs are trusted.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Verb(
            "ca",
            "Sets the CA that is trusted for a site's store, besides the public ones.",
            "dtnbox node ca site-a site-ca.pem",
            "dtnbox node ca site-a")
        {
            id, file,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            NodeView node = await session.Api.PutAsync<NodeView>(
                $"{NodePaths.Node(session.Get(id))}/store/ca",
                new StoreCa(await CaFile.ReadAsync(session.Find(file), cancellationToken)),
                cancellationToken);
            await session.ShowAsync(node, NodeText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
