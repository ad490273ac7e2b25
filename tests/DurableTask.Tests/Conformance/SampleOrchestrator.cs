namespace DtnBox.DurableTask.Tests.Conformance;

/// <summary>An orchestrator given as a function.</summary>
internal sealed class SampleOrchestrator<TInput, TOutput>(Func<TaskOrchestrationContext, TInput, Task<TOutput>> run)
    : TaskOrchestrator<TInput, TOutput>
{
    public override Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input) => run(context, input);
}
