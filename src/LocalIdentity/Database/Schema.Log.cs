namespace DtnBox.LocalIdentity.Database;

internal sealed partial class Schema
{
    [LoggerMessage(5000, LogLevel.Information, "The database has schema {Version} now")]
    private partial void LogApplied(int version);
}
