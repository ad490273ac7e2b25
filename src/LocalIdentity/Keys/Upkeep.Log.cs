namespace DtnBox.LocalIdentity.Keys;

internal sealed partial class Upkeep
{
    [LoggerMessage(5003, LogLevel.Error, "Rotating keys or deleting expired tokens failed; it is tried again in an hour")]
    private partial void LogFailed(Exception exception);
}
