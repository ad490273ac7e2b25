using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace DtnBox.BenchApp;

/// <summary>Calls as many trivial activities at once as its input says, and marks that it has all results.</summary>
internal sealed class FanOut : TaskOrchestrator<int, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, int input)
    {
        await Task.WhenAll(Enumerable.Range(0, input).Select(i => context.CallActivityAsync<int>(nameof(Trivial), i)));
        return await context.CallActivityAsync<int>(nameof(Mark), "gathered");
    }
}

/// <summary>Calls as many activities one after the other, each of which marks its number.</summary>
internal sealed class Chain : TaskOrchestrator<int, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, int input)
    {
        for (int i = 0; i < input; i++)
        {
            await context.CallActivityAsync<int>(nameof(Mark), $"step {i}");
        }

        return input;
    }
}

/// <summary>Waits for the event "go", and marks that it reacted.</summary>
internal sealed class Waiter : TaskOrchestrator<int, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, int input)
    {
        await context.WaitForExternalEvent<int>("go");
        return await context.CallActivityAsync<int>(nameof(Mark), "reacted");
    }
}

/// <summary>Calls an activity that does not end.</summary>
/// <remarks>Not a class as the others: the Functions SDK adds the Durable extension only where it finds an attribute of it.</remarks>
internal static class Holder
{
    [Function(nameof(Holder))]
    public static Task<int> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync<int>(nameof(Held), 0);
}
