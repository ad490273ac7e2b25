using System.Net;

namespace DtnBox.DurableTask.Client;

/// <summary>The instance cannot take messages: there is none of that id, or it is finished.</summary>
/// <param name="status">404 for an unknown instance, 410 (or 412) for a finished one.</param>
public sealed class OrchestrationNotActiveException(string instanceId, HttpStatusCode status)
    : Exception(status == HttpStatusCode.NotFound
        ? $"There is no orchestration instance '{instanceId}'."
        : $"Orchestration instance '{instanceId}' has finished and takes no messages.")
{
    public string InstanceId { get; } = instanceId;

    public HttpStatusCode Status { get; } = status;
}
