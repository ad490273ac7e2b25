using DtnBox.DurableTask.Worker;

namespace DtnBox.DurableTask.Tests.Worker;

internal sealed record Greeting(string Name, DayOfWeek Day);

internal sealed class GreetOrchestrator : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input)
        => context.CallActivityAsync<string>("GreetActivity", new Greeting(input, DayOfWeek.Friday));
}

internal sealed class GreetActivity : TaskActivity<Greeting?, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, Greeting? input)
        => Task.FromResult($"{context.Name}@{context.InstanceId}: {input?.Name} on {input?.Day}");
}

internal sealed class EchoActivity : TaskActivity<string?, string?>
{
    public override Task<string?> RunAsync(TaskActivityContext context, string? input) => Task.FromResult(input);
}

internal sealed class FailingActivity : TaskActivity<object?, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, object? input)
        => throw new NonRetriableException("The key is wrong.", new IOException("403"));
}

/// <summary>Needs a service that nobody registers.</summary>
internal sealed class BrokenOrchestrator(Lazy<Uri> missing) : TaskOrchestrator<object?, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, object? input)
        => Task.FromResult(missing.Value.Host);
}

internal sealed class TimerRuns
{
    public List<TimerInfo> Seen { get; } = [];
}

internal sealed class CleanUpTimer(TimerRuns runs) : ITimerFunction
{
    public Task RunAsync(TimerInfo timer, CancellationToken cancellationToken)
    {
        runs.Seen.Add(timer);
        return timer.IsPastDue ? throw new InvalidOperationException("Too late.") : Task.CompletedTask;
    }
}
