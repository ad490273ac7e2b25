using DtnBox.DurableTask;

namespace DtnBox.DurableBench.Handler;

/// <summary>Input: how many activities, all at once.</summary>
internal sealed class FanOut : TaskOrchestrator<int, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, int input)
    {
        int[] results = await Task.WhenAll(
            Enumerable.Range(0, input).Select(_ => context.CallActivityAsync<int>(nameof(Counted), input)));
        return results.Length;
    }
}

internal sealed class ThreeSteps : TaskOrchestrator<int, object?>
{
    public override async Task<object?> RunAsync(TaskOrchestrationContext context, int input)
    {
        int first = await context.CallActivityAsync<int>(nameof(Trivial), input);
        int second = await context.CallActivityAsync<int>(nameof(Trivial), first);
        await context.CallActivityAsync<int>(nameof(Mark), $"step 3 of {second}");
        return null;
    }
}

/// <summary>Input: the number of the next event. Answers each event "go" with a mark of that number.</summary>
internal sealed class Reactor : TaskOrchestrator<int, object?>
{
    public const int EventsPerGeneration = 50;

    public override async Task<object?> RunAsync(TaskOrchestrationContext context, int input)
    {
        for (int i = input; i < input + EventsPerGeneration; i++)
        {
            await context.WaitForExternalEvent<int>("go");
            await context.CallActivityAsync<int>(nameof(Mark), $"{i}");
        }

        context.ContinueAsNew(input + EventsPerGeneration);
        return null;
    }
}

/// <summary>Calls one activity after the other until it is terminated.</summary>
internal sealed class Busy : TaskOrchestrator<int, object?>
{
    public override async Task<object?> RunAsync(TaskOrchestrationContext context, int input)
    {
        for (int i = 0; i < Reactor.EventsPerGeneration; i++)
        {
            await context.CallActivityAsync<int>(nameof(Trivial), i);
        }

        context.ContinueAsNew(input + 1);
        return null;
    }
}

/// <summary>Runs an activity, waits for the event "go", marks it, and waits for the next.</summary>
internal sealed class Waiter : TaskOrchestrator<int, object?>
{
    public const string Waiting = "waiting";
    public const string Reacted = "reacted";

    public override async Task<object?> RunAsync(TaskOrchestrationContext context, int input)
    {
        await context.CallActivityAsync<int>(nameof(Trivial), input);
        context.SetCustomStatus(Waiting);
        await context.WaitForExternalEvent<int>("go");
        await context.CallActivityAsync<int>(nameof(Mark), Reacted);
        await context.WaitForExternalEvent<int>("go");
        return null;
    }
}
