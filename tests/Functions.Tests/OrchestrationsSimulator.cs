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
        return Task.FromResult(Instances.TryGetValue(instanceId, out OrchestrationRuntimeStatus status)
            ? new OrchestrationMetadata("TransferOrchestrator", instanceId) { RuntimeStatus = status }
            : null);
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
        => throw new NotSupportedException();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => throw new NotSupportedException();

    public override Task TerminateInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default)
        => throw new NotSupportedException();

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
        => throw new NotSupportedException();

    private void ThrowIfUnreachable()
    {
        if (Unreachable)
        {
            throw new HttpRequestException("The host is out of reach (simulated).");
        }
    }
}
