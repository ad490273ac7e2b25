using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Watching;

/// <summary>For programs: one line of JSON for each change.</summary>
internal sealed class JsonWatchView(Terminal terminal) : IWatchView
{
    public async Task<TransferView> ShowAsync(IAsyncEnumerable<Sighting> sightings)
    {
        TransferView? last = null;
        string? shown = null;
        await foreach (Sighting sighting in sightings)
        {
            if (sighting.Trouble is { } trouble)
            {
                await terminal.Error.WriteLineAsync($"Reconnecting: {trouble}");
                continue;
            }

            last = sighting.Transfer;
            string line = JsonText.LineFrom(last);
            if (line != shown)
            {
                await terminal.Out.WriteLineAsync(shown = line);
                await terminal.Out.FlushAsync();
            }
        }

        return last!;
    }
}
