using Azure.Data.Tables;
using DtnBox.DurableTask.Protocol;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>The instance row: what is true of an instance now, and which of the other rows are valid.</summary>
internal sealed record InstanceRecord
{
    public required string InstanceId { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public required string ExecutionId { get; init; }

    public required OrchestrationStatus Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Gets which execution this is, counted from 1. History rows of others are garbage.</summary>
    public required long Generation { get; init; }

    /// <summary>Gets the last committed episode. Rows of later ones are torn leftovers.</summary>
    public long Episode { get; init; }

    /// <summary>Gets the sequence through which inbox messages are consumed, whether their rows are gone or not.</summary>
    public long ConsumedThrough { get; init; }

    /// <summary>Gets the epoch of the host that last loaded or wrote this instance.</summary>
    public required long OwnerEpoch { get; init; }

    /// <summary>Gets a value indicating whether anything is left to do, so that a starting host must load it.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>Gets a value indicating whether a purge has begun; for readers the instance is gone.</summary>
    public bool IsPurging { get; init; }

    public bool HasInput { get; init; }

    public bool HasOutput { get; init; }

    public bool HasCustomStatus { get; init; }

    public bool IsTerminal => Status is OrchestrationStatus.Completed or OrchestrationStatus.Failed
        or OrchestrationStatus.Terminated or OrchestrationStatus.Canceled;

    public static InstanceRecord FromEntity(TableEntity row) => new()
    {
        InstanceId = row.GetString(nameof(InstanceId)),
        Name = row.GetString(nameof(Name)),
        Version = row.GetString(nameof(Version)),
        ExecutionId = row.GetString(nameof(ExecutionId)),
        Status = Enum.Parse<OrchestrationStatus>(row.GetString(nameof(Status))),
        CreatedAt = row.GetDateTimeOffset(nameof(CreatedAt))!.Value,
        UpdatedAt = row.GetDateTimeOffset(nameof(UpdatedAt))!.Value,
        Generation = row.GetInt64(nameof(Generation))!.Value,
        Episode = row.GetInt64(nameof(Episode))!.Value,
        ConsumedThrough = row.GetInt64(nameof(ConsumedThrough))!.Value,
        OwnerEpoch = row.GetInt64(nameof(OwnerEpoch))!.Value,
        IsOpen = row.GetBoolean(nameof(IsOpen))!.Value,
        IsPurging = row.GetBoolean(nameof(IsPurging))!.Value,
        HasInput = row.GetBoolean(nameof(HasInput))!.Value,
        HasOutput = row.GetBoolean(nameof(HasOutput))!.Value,
        HasCustomStatus = row.GetBoolean(nameof(HasCustomStatus))!.Value,
    };

    public TableEntity ToEntity() => new(InstanceKey.Encode(InstanceId), RowKeys.Instance)
    {
        [nameof(InstanceId)] = InstanceId,
        [nameof(Name)] = Name,
        [nameof(Version)] = Version,
        [nameof(ExecutionId)] = ExecutionId,
        // Written as text, so that a person looking into the table understands it.
        [nameof(Status)] = Status.ToString(),
        [nameof(CreatedAt)] = CreatedAt,
        [nameof(UpdatedAt)] = UpdatedAt,
        [nameof(Generation)] = Generation,
        [nameof(Episode)] = Episode,
        [nameof(ConsumedThrough)] = ConsumedThrough,
        [nameof(OwnerEpoch)] = OwnerEpoch,
        [nameof(IsOpen)] = IsOpen,
        [nameof(IsPurging)] = IsPurging,
        [nameof(HasInput)] = HasInput,
        [nameof(HasOutput)] = HasOutput,
        [nameof(HasCustomStatus)] = HasCustomStatus,
    };
}
