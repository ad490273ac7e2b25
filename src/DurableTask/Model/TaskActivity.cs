namespace DtnBox.DurableTask;

/// <summary>Does one thing for an orchestration: here are I/O, clocks and randomness allowed.</summary>
/// <remarks>
/// Delivery is at least once: the same call may run twice, even at the same time. An activity must therefore be safe to
/// repeat. Failures are thrown: only then can the orchestrator's retry policy see them.
/// </remarks>
public abstract class TaskActivity<TInput, TOutput> : ITaskActivity
{
    Type ITaskActivity.InputType => typeof(TInput);

    Type ITaskActivity.OutputType => typeof(TOutput);

    /// <summary>The work itself.</summary>
    public abstract Task<TOutput> RunAsync(TaskActivityContext context, TInput input);

    async Task<object?> ITaskActivity.RunAsync(TaskActivityContext context, object? input)
        => await RunAsync(context, input is null ? default! : (TInput)input);
}
