using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary><c>dtnbox transfer list</c></summary>
internal static class TransferList
{
    private const int DefaultLimit = 20;
    private const int LargestPage = 1000;

    public static Command Create(Shell shell)
    {
        Option<TransferState?> state = Choice.Of<TransferState>("--state", "Only transfers in this state.");
        var limit = new Option<int>("--limit")
        {
            Description = "How many, the newest first.", DefaultValueFactory = _ => DefaultLimit, HelpName = "count",
        };
        limit.Validators.Add(result =>
        {
            if (result.Tokens is [{ } token] && int.TryParse(token.Value, out int count) && count < 1)
            {
                result.AddError("--limit must be 1 or more.");
            }
        });
        var verb = new Verb(
            "list", "Lists transfers, the newest first.", "dtnbox transfer list", "dtnbox transfer list --state Failed --limit 100")
        {
            state, limit,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            int most = session.Get(limit);
            string path = $"transfers?limit={Math.Min(most, LargestPage)}"
                + (session.Get(state) is { } only ? $"&state={only}" : string.Empty);
            IAsyncEnumerable<TransferView> transfers =
                session.Api.ListAsync<TransferView>(path, cancellationToken).Take(most);
            if (session.Json)
            {
                await JsonText.WriteArrayAsync(session.Terminal.Out, transfers);
            }
            else
            {
                await session.Terminal.Out.WriteLineAsync(
                    TransferText.Table(await transfers.ToListAsync(cancellationToken)));
            }

            return ExitCodes.Ok;
        });
        return verb;
    }
}
