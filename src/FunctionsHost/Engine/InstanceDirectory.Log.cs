namespace DtnBox.FunctionsHost.Engine;

internal sealed partial class InstanceDirectory
{
    [LoggerMessage(1210, LogLevel.Error, "Instance {InstanceId}: a write failed; loading it again")]
    private partial void LogFailed(Exception exception, string instanceId);

    [LoggerMessage(1211, LogLevel.Debug, "Instance {InstanceId}: stopped with the host")]
    private partial void LogStopped(string instanceId);
}
