using DtnBox.DurableTask;

namespace DtnBox.DurableApp;

/// <summary>One call after the other.</summary>
internal sealed class Steps : TaskOrchestrator<int, List<int>>
{
    public override async Task<List<int>> RunAsync(TaskOrchestrationContext context, int input)
    {
        var results = new List<int>();
        for (int i = 0; i < input; i++)
        {
            results.Add(await context.CallActivityAsync<int>(nameof(Echo), i));
        }

        return results;
    }
}

internal sealed record FanOutInput(int Count, int Bytes);

/// <summary>Many calls at once; the sum of what they give.</summary>
internal sealed class FanOut : TaskOrchestrator<FanOutInput, int>
{
    public override async Task<int> RunAsync(TaskOrchestrationContext context, FanOutInput input)
    {
        string[] results = await Task.WhenAll(Enumerable.Range(0, input.Count)
            .Select(_ => context.CallActivityAsync<string>(nameof(Blob), input.Bytes)));
        return results.Sum(result => result.Length);
    }
}

/// <summary>Two calls, of which the first to end counts; the other's gate stays shut.</summary>
internal sealed class FirstOf : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input)
    {
        Task<string> slow = context.CallActivityAsync<string>(nameof(Gate), input);
        Task<string> quick = context.CallActivityAsync<string>(nameof(Echo), "quick");
        return await await Task.WhenAny(slow, quick);
    }
}

/// <summary>Three calls at once, one of which fails: waits for all, then tells each outcome.</summary>
internal sealed class AllOutcomes : TaskOrchestrator<object?, string[]>
{
    public override async Task<string[]> RunAsync(TaskOrchestrationContext context, object? input)
    {
        Task<string>[] calls =
        [
            context.CallActivityAsync<string>(nameof(Echo), "a"),
            context.CallActivityAsync<string>(nameof(Fail), "b"),
            context.CallActivityAsync<string>(nameof(Echo), "c"),
        ];
        try
        {
            await Task.WhenAll(calls);
        }
        catch (TaskFailedException)
        {
            // Told below, by the call that failed.
        }

        return [.. calls.Select(call => call.IsCompletedSuccessfully ? call.Result : "failed")];
    }
}

internal sealed record CallInput(string Name, string? Input);

/// <summary>Calls any activity and tells its failure, with the inner ones.</summary>
internal sealed class CallByName : TaskOrchestrator<CallInput, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, CallInput input)
    {
        try
        {
            return await context.CallActivityAsync<string>(input.Name, input.Input);
        }
        catch (TaskFailedException failure)
        {
            return $"{failure.TaskName}#{failure.TaskId} {Failures.Text(failure.FailureDetails)}";
        }
    }
}

internal static class Failures
{
    public static string Text(TaskFailureDetails failure)
        => failure.InnerFailure is { } inner ? $"{failure} <- {Text(inner)}" : failure.ToString();
}

internal sealed class Throw : TaskOrchestrator<string, string>
{
    public override Task<string> RunAsync(TaskOrchestrationContext context, string input)
        => throw new InvalidOperationException(input, new IOException("inner"));
}

/// <summary>One of each action, one after the other.</summary>
internal sealed class Everything : TaskOrchestrator<object?, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input)
    {
        await context.CallActivityAsync(nameof(Echo), "activity");
        await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        await context.CallSubOrchestratorAsync<string[]>(nameof(WhoAmI));
        context.SendEvent(context.InstanceId, "note", "to myself");
        return await context.WaitForExternalEvent<string>("note");
    }
}
