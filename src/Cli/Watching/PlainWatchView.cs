using DtnBox.Cli.Text;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Watching;

/// <summary>For logs and pipes: a line for each new state, and one about every ten seconds between.</summary>
internal sealed class PlainWatchView(Terminal terminal) : IWatchView
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(10);

    private object? _lastTold;
    private long? _lastLine;

    public async Task<TransferView> ShowAsync(IAsyncEnumerable<Sighting> sightings)
    {
        TransferView? last = null;
        await foreach (Sighting sighting in sightings)
        {
            last = sighting.Transfer ?? last;
            if (sighting.Trouble is { } trouble)
            {
                await TellAsync("trouble", $"Reconnecting: {trouble}");
            }
            else if (last is not null && !TransferEnding.IsEnd(last.State))
            {
                await TellAsync((last.State, last.WaitingFor), Line(last, sighting.Pace));
            }
        }

        return last!;
    }

    private static string Line(TransferView transfer, Pace pace)
    {
        TransferTotals totals = transfer.Totals;
        string figures = transfer.State is TransferState.Copying or TransferState.Verifying or TransferState.Stopping
            ? $"{transfer.State}: {TransferText.Amount(totals.ObjectsCopied, totals.BytesCopied)} copied and "
                + $"{Figures.Objects(totals.ObjectsVerified)} verified of "
                + $"{TransferText.Amount(totals.ObjectsPlanned, totals.BytesPlanned)}; {pace.Words(totals)}"
            : $"{transfer.State}";
        return Printable.From(transfer.WaitingFor is { } waiting ? $"{figures} (waiting: {waiting})" : figures);
    }

    private async Task TellAsync(object topic, string line)
    {
        bool due = _lastLine is not { } at || terminal.Time.GetElapsedTime(at) >= Gap;
        if (due || !topic.Equals(_lastTold))
        {
            _lastTold = topic;
            _lastLine = terminal.Time.GetTimestamp();
            await terminal.Out.WriteLineAsync(line);
            await terminal.Out.FlushAsync();
        }
    }
}
