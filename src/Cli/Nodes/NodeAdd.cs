using System.CommandLine;
using System.CommandLine.Parsing;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;

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
        var secretKey = new SecretKeyInput();
        var region = new Option<string?>("--region") { Description = "The signing region. Default: us-east-1." };
        Option<AddressingStyle?> addressing = Choice.Of<AddressingStyle>("--addressing", "How buckets are addressed. Default: Path.");
        var displayName = new Option<string?>("--display-name") { Description = "What people read. Default: the id.", HelpName = "name" };
        Option<FileInfo?> ca = CaFile.Option();
        var probeBucket = new Option<string?>("--probe-bucket")
        {
            Description = "A bucket in which agents may try what the store can do.", HelpName = "name",
        };
        var verb = new Verb(
            "add",
            "Registers a site and its store.",
            "dtnbox node add site-a --endpoint https://s3.site-a.example --access-key AKSITEA",
            "dtnbox node add site-a --endpoint http://10.0.0.5:9000 --access-key AKSITEA --secret-key-stdin < secret.txt")
        {
            id, endpoint, accessKey, secretKey.FromStdin, region, addressing, displayName, ca, probeBucket,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string secret = await secretKey.ReadAsync(session, cancellationToken);
            var store = new StoreSettings(
                session.Get(endpoint)!,
                session.Get(region),
                session.Get(addressing),
                session.Get(accessKey)!,
                secret,
                await CaFile.ReadAsync(session.Get(ca), cancellationToken),
                session.Get(probeBucket));
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
}
