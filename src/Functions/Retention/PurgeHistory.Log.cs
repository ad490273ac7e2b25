namespace DtnBox.Functions.Retention;

internal sealed partial class PurgeHistory
{
    // Ids 2300-2399 belong to retention (docs/log-events.md). Dashboards key on them: add, never renumber.
    [LoggerMessage(2300, LogLevel.Information, "Purged {Count} orchestrations that ended before {EndedBefore:u}")]
    private partial void LogPurged(int count, DateTimeOffset endedBefore);

    [LoggerMessage(2301, LogLevel.Debug, "Orchestration {InstanceId} is gone or runs again, and was not purged")]
    private partial void LogNotPurged(string instanceId);
}
