using System.Collections.Concurrent;
using System.Net;
using DtnBox.DurableTask;
using DtnBox.DurableTask.Client;

namespace DtnBox.Functions.Tests;

/// <summary>Stands for the host's management API: remembers starts and events, and can be made to lose them.</summary>
internal sealed class OrchestrationsSimulator : DurableTaskClient
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

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ThrowIfUnreachable();
        string id = options!.InstanceId!;
        return Instances.TryAdd(id, OrchestrationRuntimeStatus.Running)
            ? Task.FromResult(id)
            : throw new OrchestrationAlreadyExistsException(id);
    }

    public override Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ThrowIfUnreachable();
        return Task.FromResult(Instances.ContainsKey(instanceId) ? Metadata(instanceId) : null);
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ThrowIfUnreachable();
        if (!Instances.TryGetValue(instanceId, out OrchestrationRuntimeStatus status))
        {
            throw new OrchestrationNotActiveException(instanceId, HttpStatusCode.NotFound);
        }

        if (status != OrchestrationRuntimeStatus.Running)
        {
            throw new OrchestrationNotActiveException(instanceId, HttpStatusCode.Gone);
        }

        Events.Enqueue((instanceId, eventName, eventPayload));
        return Task.CompletedTask;
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        ThrowIfUnreachable();
        OrchestrationMetadata[] found = [.. Instances.Keys.Order(StringComparer.Ordinal).Select(Metadata)
            .Where(instance => filter?.Statuses?.Contains(instance.RuntimeStatus) != false)
            .Where(instance => instance.CreatedAt <= (filter?.CreatedTo ?? DateTimeOffset.MaxValue))];
        return Pageable.Create((_, _, _) => Task.FromResult(new Page<OrchestrationMetadata>(found)));
    }

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => throw new NotSupportedException();

    public override Task TerminateInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
    {
        ThrowIfUnreachable();
        Instances[instanceId] = OrchestrationRuntimeStatus.Terminated;
        return Task.CompletedTask;
    }

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
        => throw new NotSupportedException();

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
        => throw new NotSupportedException();

    public override Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
        => throw new NotSupportedException();

    public override Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, CancellationToken cancellation = default)
        => throw new NotSupportedException();

    public override Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default)
    {
        ThrowIfUnreachable();
        BeforePurge?.Invoke(instanceId);
        if (Instances.TryGetValue(instanceId, out OrchestrationRuntimeStatus status)
            && status == OrchestrationRuntimeStatus.Running)
        {
            throw new HttpRequestException("It runs (simulated).", inner: null, HttpStatusCode.PreconditionFailed);
        }

        return Task.FromResult(new PurgeResult(Instances.TryRemove(instanceId, out _) ? 1 : 0));
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
            throw new HttpRequestException("The host is out of reach (simulated).");
        }
    }
}
