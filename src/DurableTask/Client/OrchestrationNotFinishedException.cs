namespace DtnBox.DurableTask.Client;

/// <summary>The instance still runs, which what was asked for does not allow.</summary>
public sealed class OrchestrationNotFinishedException(string instanceId)
    : Exception($"Orchestration instance '{instanceId}' has not finished. Terminate it first, or wait.")
{
    public string InstanceId { get; } = instanceId;
}
