namespace DtnBox.Functions.Transfers.Live;

internal sealed partial class LiveTransfers
{
    // The first of several in a row is a warning.
    [LoggerMessage(EventId = 2230, Message = "Transfers that people watch could not be read; they are read again in a moment")]
    private partial void LogUnreadable(LogLevel level, Exception fault);
}
