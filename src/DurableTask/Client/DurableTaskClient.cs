namespace DtnBox.DurableTask.Client;

/// <summary>Starts orchestrations, asks about them and steers them.</summary>
/// <remarks>Steering is asynchronous: a call returns when its message is queued, not when the instance has obeyed.</remarks>
public abstract class DurableTaskClient
{
    /// <summary>Starts an orchestration and returns its instance id.</summary>
    /// <exception cref="OrchestrationAlreadyExistsException">An instance of that id is not finished yet.</exception>
    public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default);

    /// <inheritdoc cref="ScheduleNewOrchestrationInstanceAsync(TaskName, object?, StartOrchestrationOptions?, CancellationToken)"/>
    public Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input, CancellationToken cancellation)
        => ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, options: null, cancellation);

    /// <summary>The instance's state, or null when there is no such instance.</summary>
    public abstract Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <summary>All instances that match; the host is asked for the next page when the enumeration gets there.</summary>
    public abstract AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null);

    /// <summary>Waits until the instance has completed, failed or been terminated.</summary>
    /// <exception cref="OrchestrationNotActiveException">There is no such instance.</exception>
    public abstract Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

    /// <exception cref="OrchestrationNotActiveException">There is no such instance, or it is finished.</exception>
    public abstract Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default);

    /// <inheritdoc cref="RaiseEventAsync"/>
    public abstract Task TerminateInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <inheritdoc cref="RaiseEventAsync"/>
    public abstract Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <inheritdoc cref="RaiseEventAsync"/>
    public abstract Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default);

    /// <summary>Starts a finished instance's orchestrator once more with the same input, and returns the instance id.</summary>
    /// <param name="restartWithNewInstanceId">False takes the same id again, in place of the finished instance.</param>
    /// <exception cref="OrchestrationNotActiveException">There is no such instance.</exception>
    /// <exception cref="OrchestrationAlreadyExistsException">The same id was asked for, and it is not finished.</exception>
    public abstract Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default);

    /// <summary>Forgets a finished instance: state and history. An unknown one gives a count of 0.</summary>
    /// <exception cref="HttpRequestException">With status 412: the instance still runs; terminate it first.</exception>
    public abstract Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation = default);

    /// <summary>Forgets all finished instances that match. Running ones are left alone.</summary>
    public abstract Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, CancellationToken cancellation = default);
}
