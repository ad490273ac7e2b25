using DurableTask.Core;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.DurableTask.Testing.Sidecar;

namespace DtnBox.DurableBench.Floor;

/// <summary>The orchestration service of Microsoft's in-process test host, for the Durable extension.</summary>
internal sealed class InMemoryProvider(InMemoryOrchestrationService service)
    : DurabilityProvider(InMemoryProviderFactory.TypeName, service, service, InMemoryProviderFactory.TypeName), IOrchestrationService
{
    // By itself it runs as many at once as there are cores. These are the numbers of the Azure Storage provider.
    int IOrchestrationService.MaxConcurrentTaskActivityWorkItems => 10 * Environment.ProcessorCount;

    int IOrchestrationService.MaxConcurrentTaskOrchestrationWorkItems => 10 * Environment.ProcessorCount;

    /// <summary>What the management API asks.</summary>
    public override Task<IList<OrchestrationState>> GetOrchestrationStateWithInputsAsync(string instanceId, bool showInput = true)
        => service.GetOrchestrationStateAsync(instanceId, allExecutions: false);
}
