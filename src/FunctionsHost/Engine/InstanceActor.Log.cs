using DtnBox.DurableTask.Protocol;

namespace DtnBox.FunctionsHost.Engine;

internal sealed partial class InstanceActor
{
    // Ids 1200-1299 belong to the engine.
    [LoggerMessage(1200, LogLevel.Debug, "Instance {InstanceId}: episode {Episode} stored, {Events} events, {Status}")]
    private partial void LogEpisode(string instanceId, long episode, int events, OrchestrationStatus status);

    [LoggerMessage(1201, LogLevel.Warning, "Instance {InstanceId}: {Reason} Delivering it again in {Delay}")]
    private partial void LogAborted(string instanceId, string reason, TimeSpan delay);

    [LoggerMessage(1202, LogLevel.Information, "Instance {InstanceId}: purged")]
    private partial void LogPurged(string instanceId);
}
