using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Watching;

/// <summary>Shows a transfer until it ends.</summary>
internal static class Watch
{
    /// <summary>Watches and returns the exit code of how it ended.</summary>
    public static async Task<int> RunAsync(Session session, string id, CancellationToken cancellationToken)
    {
        Terminal terminal = session.Terminal;
        IWatchView view = session switch
        {
            { Json: true } => new JsonWatchView(terminal),
            { Terminal.CanRedraw: true } => new LiveWatchView(terminal.Console),
            _ => new PlainWatchView(terminal),
        };
        TransferView ended = await view.ShowAsync(
            new TransferPolls(session.Api, terminal.Time).ReadAsync(id, cancellationToken));
        await (session.Json ? terminal.Error : terminal.Out).WriteLineAsync(TransferEnding.Words(ended));
        return TransferEnding.ExitCode(ended.State);
    }
}
