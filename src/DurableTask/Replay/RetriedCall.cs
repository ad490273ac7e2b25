namespace DtnBox.DurableTask.Replay;

/// <summary>Makes a call until it succeeds or its retry options give up. Each attempt is a new call.</summary>
internal sealed class RetriedCall(TaskOrchestrationContext context, TaskRetryOptions retry)
{
    private readonly DateTime _firstAttempt = context.CurrentUtcDateTime;

    public async Task<string?> RunAsync(Func<Task<string?>> call)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failure)
            {
                if (!await IsRepeatedAsync(attempt, failure.FailureDetails))
                {
                    throw;
                }
            }
        }
    }

    private async Task<bool> IsRepeatedAsync(int attempt, TaskFailureDetails failure)
    {
        DateTime now = context.CurrentUtcDateTime;
        if (retry.Handler is { } handler)
        {
            return await handler(new RetryContext(context, attempt, failure, now - _firstAttempt, CancellationToken.None));
        }

        TimeSpan? delay = RetrySchedule.NextDelay(retry.Policy!, attempt, failure, _firstAttempt, now);
        if (delay is not null)
        {
            await context.CreateTimer(delay.Value, CancellationToken.None);
        }

        return delay is not null;
    }
}
