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
        var state = new Option<TransferState[]>("--state")
        {
            Description = "Only transfers in one of these states.", AllowMultipleArgumentsPerToken = true,
        };
        state.AcceptOnlyFromAmong(Enum.GetNames<TransferState>());
        var active = new Option<bool>("--active") { Description = "Only those that have not ended, Stopped and Parked among them." };
        var ended = new Option<bool>("--ended") { Description = "Only those that have ended." };
        var search = new Option<string?>("--search")
        {
            Description = "Only those with this in their label, id or site:bucket/prefix.", HelpName = "text",
        };
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
            "list", "Lists transfers, the newest first.", "dtnbox transfer list", "dtnbox transfer list --state Failed Parked --limit 100",
            "dtnbox transfer list --active --search site-a:results/")
        {
            state, active, ended, search, limit,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(active) && result.GetValue(ended))
            {
                result.AddError("Give --active or --ended, or neither for both.");
            }
        });
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            int most = session.Get(limit);
            string path = $"transfers?limit={Math.Min(most, LargestPage)}"
                + string.Concat((session.Get(state) ?? []).Select(only => $"&state={only}"))
                + (session.Get(active) ? "&ended=false" : session.Get(ended) ? "&ended=true" : string.Empty)
                + (session.Get(search) is { } text ? $"&search={Uri.EscapeDataString(text)}" : string.Empty);
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
