namespace DtnBox.FunctionsHost.Engine;

internal sealed partial class ActivityRunner
{
    [LoggerMessage(1220, LogLevel.Warning, "Instance {InstanceId}: activity {Activity} failed: {Reason}")]
    private partial void LogFailed(string instanceId, string activity, string reason);

    [LoggerMessage(1221, LogLevel.Warning, "Instance {InstanceId}: there is no activity function {Activity}")]
    private partial void LogUnknown(string instanceId, string activity);
}
