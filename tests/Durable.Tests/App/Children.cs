using System.Text.Json;
using DtnBox.DurableTask;

namespace DtnBox.DurableApp;

internal sealed record ParentInput(string Child, JsonElement Input, string? ChildId = null);

/// <summary>Calls any child and tells its result or its failure.</summary>
internal sealed class Parent : TaskOrchestrator<ParentInput, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, ParentInput input)
    {
        try
        {
            JsonElement result = await context.CallSubOrchestratorAsync<JsonElement>(
                input.Child, input.Input, new SubOrchestrationOptions(instanceId: input.ChildId));
            return $"child gave {result.GetRawText()}";
        }
        catch (TaskFailedException failure)
        {
            return $"{failure.TaskName} {Failures.Text(failure.FailureDetails)}";
        }
    }
}

/// <summary>A chain of children whose last one calls a failing activity.</summary>
internal sealed class FailDeep : TaskOrchestrator<int, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, int input)
        => input == 0
            ? context.CallActivityAsync<string>(nameof(Fail), "deep")
            : context.CallSubOrchestratorAsync<string>(nameof(FailDeep), input - 1);
}

/// <summary>Tells its own id and its parent.</summary>
internal sealed class WhoAmI : TaskOrchestrator<object?, string[]>
{
    public override Task<string[]> RunAsync(TaskOrchestrationContext context, object? input)
        => Task.FromResult<string[]>(
            [context.InstanceId, context.Parent?.Name.Name ?? "none", context.Parent?.InstanceId ?? "none"]);
}

/// <summary>Two children without given ids, one after the other.</summary>
internal sealed class TwoChildren : TaskOrchestrator<object?, string[]>
{
    public override async Task<string[]> RunAsync(TaskOrchestrationContext context, object? input)
    {
        string[] first = await context.CallSubOrchestratorAsync<string[]>(nameof(WhoAmI));
        string[] second = await context.CallSubOrchestratorAsync<string[]>(nameof(WhoAmI));
        return [first[0], second[0]];
    }
}

internal sealed class FlakyChild : TaskOrchestrator<FlakyInput, int>
{
    public override Task<int> RunAsync(TaskOrchestrationContext context, FlakyInput input)
        => context.CallActivityAsync<int>(nameof(Flaky), input);
}

/// <summary>Repeats a child under one id, which is the input's name.</summary>
internal sealed class RetryChild : TaskOrchestrator<FlakyInput, int>
{
    public override Task<int> RunAsync(TaskOrchestrationContext context, FlakyInput input)
    {
        var retries = new RetryPolicy(input.Failures + 1, TimeSpan.FromMilliseconds(50));
        return context.CallSubOrchestratorAsync<int>(
            nameof(FlakyChild), input, TaskOptions.FromRetryPolicy(retries).WithInstanceId(input.Name));
    }
}

/// <summary>Starts a child that reports to nobody, and ends; that child has a child of its own.</summary>
internal sealed class Detach : TaskOrchestrator<string, string>
{
    private static readonly Dictionary<string, string> FireAndForget = new() { ["FireAndForget"] = "" };

    public override Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        var options = new SubOrchestrationOptions(new TaskOptions(Tags: FireAndForget), input);
        _ = context.CallSubOrchestratorAsync<string>(
            nameof(Parent), new ParentInput(nameof(WhoAmI), JsonSerializer.SerializeToElement(0)), options);
        return Task.FromResult("detached");
    }
}

/// <summary>Tells its version, that of a child without a given one, and that of a child with one.</summary>
internal sealed class ShowVersions : TaskOrchestrator<bool, string[]>
{
    public override async Task<string[]> RunAsync(TaskOrchestrationContext context, bool input)
    {
        if (!input)
        {
            return [context.Version];
        }

        string[] inherited = await context.CallSubOrchestratorAsync<string[]>(nameof(ShowVersions), false);
        string[] given = await context.CallSubOrchestratorAsync<string[]>(
            nameof(ShowVersions), false, new SubOrchestrationOptions { Version = "0.5" });
        return [context.Version, .. inherited, .. given];
    }
}
