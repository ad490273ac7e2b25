using System.Collections.Concurrent;
using DtnBox.Functions.Orchestrations;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Tests;

/// <summary>Stands for the host's durable service: remembers starts and events, and can be made to lose them.</summary>
internal sealed class OrchestrationsSimulator : IOrchestrations
{
    /// <summary>Gets the instances and what they do.</summary>
    public ConcurrentDictionary<string, OrchestrationRuntimeStatus> Instances { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets when instances were created and last did something. Those that are not here are listed as of the year 1.</summary>
    public ConcurrentDictionary<string, (DateTimeOffset CreatedAt, DateTimeOffset LastUpdatedAt)> Times { get; } =
        new(StringComparer.Ordinal);

    /// <summary>Gets or sets what happens between the listing of an instance and its purge.</summary>
    public Action<string>? BeforePurge { get; set; }

    /// <summary>Gets the events that arrived.</summary>
    public ConcurrentQueue<(string InstanceId, string Name, object? Payload)> Events { get; } = new();

    /// <summary>Gets or sets whether the host is out of reach.</summary>
    public bool Unreachable { get; set; }

    public Task<bool> StartAsync(string name, string instanceId, object input, CancellationToken cancellationToken)
    {
        ThrowIfUnreachable();
        return Task.FromResult(Instances.TryAdd(instanceId, OrchestrationRuntimeStatus.Running));
    }

    public Task<bool> RaiseAsync(
        string instanceId, string eventName, object payload, CancellationToken cancellationToken)
    {
        ThrowIfUnreachable();
        bool runs = Instances.TryGetValue(instanceId, out OrchestrationRuntimeStatus status)
            && status == OrchestrationRuntimeStatus.Running;
        if (runs)
        {
            Events.Enqueue((instanceId, eventName, payload));
        }

        return Task.FromResult(runs);
    }

    public Task<OrchestrationMetadata?> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        ThrowIfUnreachable();
        return Task.FromResult(Instances.ContainsKey(instanceId) ? Metadata(instanceId) : null);
    }

    public IAsyncEnumerable<OrchestrationMetadata> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        ThrowIfUnreachable();
        return Instances.Keys.Order(StringComparer.Ordinal).Select(Metadata)
            .Where(instance => query.Statuses?.Contains(instance.RuntimeStatus) != false)
            .Where(instance => instance.CreatedAt <= (query.CreatedTo ?? DateTimeOffset.MaxValue))
            .ToArray().ToAsyncEnumerable();
    }

    public Task TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken)
    {
        ThrowIfUnreachable();
        Instances[instanceId] = OrchestrationRuntimeStatus.Terminated;
        return Task.CompletedTask;
    }

    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        ThrowIfUnreachable();
        BeforePurge?.Invoke(instanceId);
        bool runs = Instances.TryGetValue(instanceId, out OrchestrationRuntimeStatus status)
            && status == OrchestrationRuntimeStatus.Running;
        return Task.FromResult(!runs && Instances.TryRemove(instanceId, out _));
    }

    private OrchestrationMetadata Metadata(string instanceId)
    {
        (DateTimeOffset createdAt, DateTimeOffset lastUpdatedAt) = Times.GetValueOrDefault(instanceId);
        return new OrchestrationMetadata("TransferOrchestrator", instanceId)
        {
            RuntimeStatus = Instances[instanceId],
            CreatedAt = createdAt,
            LastUpdatedAt = lastUpdatedAt,
        };
    }

    private void ThrowIfUnreachable()
    {
        if (Unreachable)
        {
            throw new OrchestrationsUnreachableException(new HttpRequestException("The host is out of reach (simulated)."));
        }
    }
}
