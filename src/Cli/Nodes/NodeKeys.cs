using System.CommandLine;
using DtnBox.Contracts.Nodes;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node keys</c></summary>
internal static class NodeKeys
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's id." };
        var accessKey = new Option<string>("--access-key")
        {
            Description = "The store's new access key id.", HelpName = "key", Required = true,
        };
        var secretKey = new SecretKeyInput();
        var verb = new Verb(
            "keys",
            "Replaces the keys of a site's store. Work that begins from then on uses them.",
            "dtnbox node keys site-a --access-key AKNEW",
            "dtnbox node keys site-a --access-key AKNEW --secret-key-stdin < secret.txt")
        {
            id, accessKey, secretKey.FromStdin,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string secret = await secretKey.ReadAsync(session, cancellationToken);
            NodeView node = await session.Api.PutAsync<NodeView>(
                $"{NodePaths.Node(session.Get(id))}/store/keys",
                new StoreKeys(session.Get(accessKey)!, secret),
                cancellationToken);
            await session.ShowAsync(node, NodeText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }
}
