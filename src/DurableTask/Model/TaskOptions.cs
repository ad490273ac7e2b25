namespace DtnBox.DurableTask;

/// <summary>How an activity or sub-orchestration is called.</summary>
public record TaskOptions(TaskRetryOptions? Retry = null, IReadOnlyDictionary<string, string>? Tags = null)
{
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(TaskRetryOptions.FromRetryPolicy(policy));

    public static TaskOptions FromRetryHandler(RetryHandler handler) => new(TaskRetryOptions.FromRetryHandler(handler));

    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler)
        => new(TaskRetryOptions.FromRetryHandler(handler));

    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}
