namespace DtnBox.FunctionsHost.Engine;

internal sealed partial class OrchestratorInvoker
{
    [LoggerMessage(1250, LogLevel.Error,
        "Replay check: orchestrator {Function} is not deterministic, instance {InstanceId} fails: {Difference}")]
    private partial void LogReplayDiffers(string function, string instanceId, string difference);
}
