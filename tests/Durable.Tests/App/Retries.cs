using DtnBox.DurableTask;

namespace DtnBox.DurableApp;

internal sealed record RetryInput(
    string Activity, int Failures, int Attempts, double FirstMs, double Coefficient = 1, double? MaxMs = null, double? TimeoutMs = null);

/// <summary>Calls a failing activity by a retry policy, and tells the last outcome.</summary>
internal sealed class Retry : TaskOrchestrator<RetryInput, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, RetryInput input)
    {
        var policy = new RetryPolicy(
            input.Attempts,
            TimeSpan.FromMilliseconds(input.FirstMs),
            input.Coefficient,
            input.MaxMs is { } longest ? TimeSpan.FromMilliseconds(longest) : null,
            input.TimeoutMs is { } timeout ? TimeSpan.FromMilliseconds(timeout) : null);
        TaskOptions options = TaskOptions.FromRetryPolicy(policy);
        try
        {
            return input.Activity == nameof(Flaky)
                ? $"{await context.CallActivityAsync<int>(nameof(Flaky), new FlakyInput(context.InstanceId, input.Failures), options)}"
                : await context.CallActivityAsync<string>(nameof(Fail), "for good", options);
        }
        catch (TaskFailedException failure)
        {
            return failure.FailureDetails.ErrorMessage;
        }
    }
}

/// <summary>A handler that waits between attempts and gives up after the third.</summary>
internal sealed class RetryWithHandler : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        var seen = new List<string>();
        TaskOptions options = TaskOptions.FromRetryHandler(async retry =>
        {
            seen.Add($"{retry.LastAttemptNumber}:{retry.LastFailure.ErrorMessage}");
            await context.CreateTimer(TimeSpan.FromMilliseconds(30), retry.CancellationToken);
            return retry.LastAttemptNumber < 3;
        });
        try
        {
            int attempt = await context.CallActivityAsync<int>(nameof(Flaky), new FlakyInput(context.InstanceId, input), options);
            seen.Add($"attempt {attempt} succeeded");
        }
        catch (TaskFailedException failure)
        {
            seen.Add($"gave up: {failure.FailureDetails.ErrorMessage}");
        }

        return string.Join(", ", seen);
    }
}
