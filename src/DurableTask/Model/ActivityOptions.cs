namespace DtnBox.DurableTask;

/// <summary>How an activity is called.</summary>
public sealed record ActivityOptions : TaskOptions
{
    public ActivityOptions(TaskRetryOptions? retry = null) : base(retry)
    {
    }

    public ActivityOptions(TaskOptions options) : base(options)
    {
    }

    /// <summary>Gets the version asked for. Default: the version of the calling orchestration.</summary>
    public TaskVersion? Version { get; init; }
}
