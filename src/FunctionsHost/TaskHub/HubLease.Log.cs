namespace DtnBox.FunctionsHost.TaskHub;

internal sealed partial class HubLease
{
    [LoggerMessage(1300, LogLevel.Information, "Task hub is ours, epoch {Epoch}")]
    private partial void LogAcquired(long epoch);

    [LoggerMessage(1301, LogLevel.Warning,
        "Task hub is held by {Owner}; taking it over when that has been silent for {Lease}")]
    private partial void LogWaiting(string owner, TimeSpan lease);

    [LoggerMessage(1302, LogLevel.Information, "Task hub given back, epoch {Epoch}")]
    private partial void LogReleased(long epoch);

    [LoggerMessage(1303, LogLevel.Warning, "Task hub could not be given back; the next host waits for the lease")]
    private partial void LogNotReleased(Exception exception);

    [LoggerMessage(1304, LogLevel.Warning, "Lease of the task hub not renewed; trying again")]
    private partial void LogNotRenewed(Exception exception);

    [LoggerMessage(1305, LogLevel.Critical, "{Reason} The host stops")]
    private partial void LogLost(string reason);
}
