using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Watching;

/// <summary>A way to show progress: to a person at a terminal, to a log, to a program.</summary>
internal interface IWatchView
{
    /// <summary>Shows everything that is seen; returns the transfer as it ended.</summary>
    Task<TransferView> ShowAsync(IAsyncEnumerable<Sighting> sightings);
}
