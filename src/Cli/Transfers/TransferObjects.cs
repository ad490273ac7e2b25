using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer objects</c></summary>
internal static class TransferObjects
{
    public static Command Create(Shell shell)
    {
        Argument<string> id = TransferPaths.IdArgument();
        Option<ObjectState?> state = Choice.Of<ObjectState>("--state", "Only objects in this state.");
        var all = new Option<bool>("--all") { Description = "With --json: in one answer, for transfers of any size, one line each." };
        var verb = new Verb(
            "objects",
            "Lists a transfer's objects with what became of each.",
            "dtnbox transfer objects ID --state Failed",
            "dtnbox transfer objects ID --all --json | wc -l",
            "dtnbox transfer objects ID --json | jq -r '.[] | .sha256 + \"  \" + .key' > SHA256SUMS")
        {
            id, state, all,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string path = TransferPaths.Part(session.Get(id), "objects")
                + (session.Get(state) is { } only ? $"?state={only}" : string.Empty);
            if (session.Json && session.Get(all))
            {
                string results = TransferPaths.Part(session.Get(id), "results")
                    + (session.Get(state) is { } wanted ? $"?state={wanted}" : string.Empty);
                await session.Api.DownloadAsync(
                    results, content => LineCopy.RunAsync(content, session.Terminal.Out, cancellationToken), cancellationToken);
                return ExitCodes.Ok;
            }

            IAsyncEnumerable<ObjectView> objects = session.Api.ListAsync<ObjectView>(path, cancellationToken);
            if (session.Json)
            {
                await JsonText.WriteArrayAsync(session.Terminal.Out, objects);
                return ExitCodes.Ok;
            }

            // One line at a time: a transfer may have millions.
            await foreach (ObjectView row in objects)
            {
                await session.Terminal.Out.WriteLineAsync(TransferText.ObjectRow(row));
            }

            return ExitCodes.Ok;
        });
        return verb;
    }
}
