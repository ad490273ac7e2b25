using System.Text.Json;
using Microsoft.DurableTask;

namespace DtnBox.TestApp;

internal sealed class FanOut : TaskOrchestrator<int, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, int input)
    {
        string[] texts = await Task.WhenAll(Enumerable.Range(0, input).Select(i =>
            context.CallActivityAsync<string>(nameof(Say), $"{i}")));
        return texts.Distinct().Count();
    }
}

internal sealed class Chain : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        string text = "";
        for (int i = 0; i < input; i++)
        {
            text = await context.CallActivityAsync<string>(nameof(Say), $"{text}{i}");
            context.SetCustomStatus(text);
        }

        return text;
    }
}

/// <summary>Calls any activity with any JSON and gives its answer.</summary>
internal sealed class RunActivity : TaskOrchestrator<JsonElement, JsonElement>
{
    public override Task<JsonElement> RunAsync(TaskOrchestrationContext context, JsonElement input)
        => context.CallActivityAsync<JsonElement>(input.GetProperty("name").GetString()!, input.GetProperty("input"));
}

internal sealed class Parent : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input)
        => context.CallSubOrchestratorAsync<string>(nameof(Chain), 2);
}

internal sealed class EventWait : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        string first = await context.WaitForExternalEvent<string>("first");
        string second = await context.WaitForExternalEvent<string>("second");
        return $"{first} {second}";
    }
}

internal sealed class Sleep : TaskOrchestrator<double, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, double input)
    {
        await context.CreateTimer(TimeSpan.FromSeconds(input), CancellationToken.None);
        return "woke";
    }
}

internal sealed class Counter : TaskOrchestrator<int, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, int input)
    {
        await context.CallActivityAsync<string>(nameof(Say), "again");
        if (input > 0)
        {
            context.ContinueAsNew(input - 1);
        }

        return "counted";
    }
}

internal sealed class Retries : TaskOrchestrator<string, string>
{
    private static readonly TaskOptions Options =
        TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(100)));

    public override Task<string> RunAsync(TaskOrchestrationContext context, string input)
        => context.CallActivityAsync<string>(nameof(Flaky), input, Options);
}

internal sealed class Fails : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(Flaky), $"{input}/never");
        }
        catch (TaskFailedException e)
        {
            throw new InvalidOperationException($"{e.FailureDetails.ErrorType}: {e.FailureDetails.ErrorMessage}", e);
        }
    }
}

/// <summary>A turn that takes its time, once: the file says that it began, and the next try does not stop at it.</summary>
internal sealed class SlowTurn : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
#pragma warning disable DURABLE0003, DURABLE0009 // The point of it: a turn that can be killed in the middle.
        Mark.WaitOnce(input);
#pragma warning restore DURABLE0003, DURABLE0009
        return Task.FromResult("turned");
    }
}
