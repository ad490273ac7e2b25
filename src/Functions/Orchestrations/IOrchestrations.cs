using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Orchestrations;

/// <summary>The durable orchestrations, as the rest of the control plane needs them.</summary>
/// <remarks>
/// Every call may be lost, and is repeated by a timer function. A host that cannot be reached is an
/// <see cref="OrchestrationsUnreachableException"/>; what the other side refuses is an answer.
/// </remarks>
internal interface IOrchestrations
{
    /// <summary>Starts an orchestration under an id that follows from what it is for.</summary>
    /// <returns>False when one with that id runs already.</returns>
    Task<bool> StartAsync(string name, string instanceId, object input, CancellationToken cancellationToken);

    /// <summary>Sends an event to an orchestration that runs.</summary>
    /// <returns>False when there is none with that id, or it has ended.</returns>
    Task<bool> RaiseAsync(string instanceId, string eventName, object payload, CancellationToken cancellationToken);

    /// <summary>What is known of an orchestration, its output included; null when nothing is.</summary>
    Task<OrchestrationMetadata?> FindAsync(string instanceId, CancellationToken cancellationToken);

    /// <summary>Those that match.</summary>
    IAsyncEnumerable<OrchestrationMetadata> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken);

    /// <summary>Ends an orchestration where it is; nothing when it has ended, or never was.</summary>
    Task TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken);

    /// <summary>Forgets an orchestration that has ended.</summary>
    /// <returns>False when there is none, or when it runs.</returns>
    Task<bool> PurgeAsync(string instanceId, CancellationToken cancellationToken);
}
