namespace DtnBox.DurableTask.Client;

/// <summary>The state of one instance, as the host told it.</summary>
public sealed class OrchestrationMetadata(string name, string instanceId)
{
    public string Name { get; } = name;

    public string InstanceId { get; } = instanceId;

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>Gets when the instance was created; whole seconds.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when the instance last did something; whole seconds.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Gets the input as JSON text; null when not asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>Gets the result as JSON text; null when not asked for, or when there is none yet.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>Gets the custom status as JSON text.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Gets why a failed instance failed; null when inputs and outputs were not asked for.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    public DataConverter DataConverter { get; init; } = JsonDataConverter.Default;

    public bool IsRunning => RuntimeStatus is OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => RuntimeStatus is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated
        or OrchestrationRuntimeStatus.Canceled;

    public T? ReadInputAs<T>() => DataConverter.Deserialize<T>(SerializedInput);

    public T? ReadOutputAs<T>() => DataConverter.Deserialize<T>(SerializedOutput);

    public T? ReadCustomStatusAs<T>() => DataConverter.Deserialize<T>(SerializedCustomStatus);
}
