namespace DtnBox.DurableTask;

/// <summary>An activity or sub-orchestration has failed, after all its retries.</summary>
public sealed class TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
    : Exception($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails.ErrorMessage}")
{
    public string TaskName { get; } = taskName;

    /// <summary>Gets the number of the call in its orchestration.</summary>
    public int TaskId { get; } = taskId;

    /// <summary>Gets what went wrong, as the failed task told it.</summary>
    public TaskFailureDetails FailureDetails { get; } = failureDetails;
}
