using System.CommandLine;
using System.CommandLine.Parsing;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using Spectre.Console;

namespace DtnBox.Cli.Nodes;

/// <summary><c>dtnbox node add</c></summary>
internal static class NodeAdd
{
    public static Command Create(Shell shell)
    {
        var id = new Argument<string>("id") { Description = "The site's name in locations: a-z 0-9 -, starting with a letter." };
        var endpoint = new Option<Uri>("--endpoint")
        {
            Description = "The store's address, as the agents reach it.", HelpName = "address", Required = true, CustomParser = ParseAddress,
        };
        var accessKey = new Option<string>("--access-key")
        {
            Description = "The store's access key id.", HelpName = "key", Required = true,
        };
        var secretFromStdin = new Option<bool>("--secret-key-stdin")
        {
            Description = "Read the secret key from stdin. Default: DTNBOX_SECRET_KEY, or ask.",
        };
        var region = new Option<string?>("--region") { Description = "The signing region. Default: us-east-1." };
        Option<AddressingStyle?> addressing = Choice.Of<AddressingStyle>("--addressing", "How buckets are addressed. Default: Path.");
        var displayName = new Option<string?>("--display-name") { Description = "What people read. Default: the id.", HelpName = "name" };
        var verb = new Verb(
            "add",
            "Registers a site and its store.",
            "dtnbox node add site-a --endpoint https://s3.site-a.example --access-key AKSITEA",
            "dtnbox node add site-a --endpoint http://10.0.0.5:9000 --access-key AKSITEA --secret-key-stdin < secret.txt")
        {
            id, endpoint, accessKey, secretFromStdin, region, addressing, displayName,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string secret = await SecretAsync(session, session.Get(secretFromStdin), cancellationToken);
            var store = new StoreSettings(
                session.Get(endpoint)!, session.Get(region), session.Get(addressing), session.Get(accessKey)!, secret);
            NodeView node = await session.Api.PostAsync<NodeView>(
                "nodes", new RegisterNode(session.Get(id), session.Get(displayName), store), cancellationToken);
            await session.ShowAsync(node, NodeText.One);
            return ExitCodes.Ok;
        });
        return verb;
    }

    private static Uri? ParseAddress(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is ("http" or "https"))
        {
            return address;
        }

        result.AddError($"'{text}' is not the address of a store. Write one like https://s3.site-a.example");
        return null;
    }

    private static async Task<string> SecretAsync(Session session, bool fromStdin, CancellationToken cancellationToken)
    {
        Terminal terminal = session.Terminal;
        if (fromStdin)
        {
            return (await terminal.In.ReadLineAsync(cancellationToken))?.Trim() is { Length: > 0 } line
                ? line
                : throw new UsageException("--secret-key-stdin: stdin is empty.");
        }

        if (terminal.Environment("DTNBOX_SECRET_KEY") is { Length: > 0 } variable)
        {
            return variable;
        }

        return terminal.CanAsk && !session.Json
            ? await new TextPrompt<string>("Secret key:").Secret(null).ShowAsync(terminal.Console, cancellationToken)
            : throw new UsageException(
                "The secret key is missing. Pipe it in with --secret-key-stdin, or set DTNBOX_SECRET_KEY.");
    }
}
