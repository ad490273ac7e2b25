namespace DtnBox.DurableTask;

/// <summary>How a sub-orchestration is called.</summary>
public sealed record SubOrchestrationOptions : TaskOptions
{
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null) : base(retry)
        => InstanceId = instanceId;

    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null) : base(options)
        => InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>
    /// Gets the child's instance id; by default a GUID that stays the same on replay. It must not be the id of an
    /// instance that still runs: the parent would wait for ever.
    /// </summary>
    public string? InstanceId { get; init; }

    /// <summary>Gets the version asked for. Default: the host's default version, else none.</summary>
    public TaskVersion? Version { get; init; }
}
