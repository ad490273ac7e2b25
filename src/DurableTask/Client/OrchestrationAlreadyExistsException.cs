namespace DtnBox.DurableTask.Client;

/// <summary>An instance of that id exists and is not finished: the start had no effect.</summary>
public sealed class OrchestrationAlreadyExistsException(string instanceId)
    : Exception($"Orchestration instance '{instanceId}' already exists and has not finished.")
{
    public string InstanceId { get; } = instanceId;
}
