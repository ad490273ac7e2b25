namespace DtnBox.DurableTask;

/// <summary>What a retry handler decides on.</summary>
/// <param name="LastAttemptNumber">The number of the attempt that has just failed, from 1.</param>
/// <param name="TotalRetryTime">Orchestration time since the first attempt was made.</param>
public sealed record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
