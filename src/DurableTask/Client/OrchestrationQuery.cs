namespace DtnBox.DurableTask.Client;

/// <summary>Which instances are asked for; an absent property does not restrict.</summary>
public sealed record OrchestrationQuery
{
    public const int DefaultPageSize = 100;

    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses { get; init; }

    public string? InstanceIdPrefix { get; init; }

    /// <summary>Gets how many instances one request to the host asks for. Default 100.</summary>
    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>Gets where an earlier listing stopped: the token of its last page. Default: the beginning.</summary>
    public string? ContinuationToken { get; init; }

    /// <summary>Gets whether inputs are read too. Default false.</summary>
    public bool FetchInputsAndOutputs { get; init; }
}
