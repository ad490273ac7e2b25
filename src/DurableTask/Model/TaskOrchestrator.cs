namespace DtnBox.DurableTask;

/// <summary>Decides what happens, and when; activities do it.</summary>
/// <remarks>
/// The code runs again from its first line whenever something it waits for has happened, and gets the recorded results
/// instead of doing the work again. So every decision must come from the input, from results and from the context:
/// <list type="bullet">
/// <item>no clock, randomness, environment or I/O except through <see cref="TaskOrchestrationContext"/>;</item>
/// <item>await only tasks that the context made, or combinations of them (<c>Task.WhenAll</c>, <c>Task.WhenAny</c>,
/// own async methods): no <c>Task.Run</c>, <c>Task.Delay</c> or <c>ConfigureAwait(false)</c>;</item>
/// <item>no state in fields: a new object runs each time;</item>
/// <item>logs through <see cref="TaskOrchestrationContext.CreateReplaySafeLogger(string)"/>.</item>
/// </list>
/// Instances last: changed code must make the same calls in the same order for a history that older code began.
/// </remarks>
public abstract class TaskOrchestrator<TInput, TOutput> : ITaskOrchestrator
{
    Type ITaskOrchestrator.InputType => typeof(TInput);

    Type ITaskOrchestrator.OutputType => typeof(TOutput);

    /// <summary>The orchestration itself.</summary>
    public abstract Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input);

    async Task<object?> ITaskOrchestrator.RunAsync(TaskOrchestrationContext context, object? input)
        => await RunAsync(context, input is null ? default! : (TInput)input);
}
