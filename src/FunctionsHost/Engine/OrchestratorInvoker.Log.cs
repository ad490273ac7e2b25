namespace DtnBox.FunctionsHost.Engine;

internal sealed partial class OrchestratorInvoker
{
    [LoggerMessage(1250, LogLevel.Warning, "Instance {InstanceId}: orchestrator {Orchestrator} failed: {Reason}")]
    private partial void LogFailed(string instanceId, string orchestrator, string reason);

    [LoggerMessage(1251, LogLevel.Error,
        "Replay check: orchestrator {Function} is not deterministic, instance {InstanceId} fails: {Difference}")]
    private partial void LogReplayDiffers(string function, string instanceId, string difference);
}
