using DtnBox.DurableTask;

namespace DtnBox.DurableApp;

internal sealed class Sleep : TaskOrchestrator<double, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, double input)
    {
        await context.CreateTimer(TimeSpan.FromSeconds(input), CancellationToken.None);
        return "woke";
    }
}

/// <summary>Cancels a timer of an hour, and works on.</summary>
internal sealed class CancelTimer : TaskOrchestrator<object?, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input)
    {
        using var cancellation = new CancellationTokenSource();
        Task timer = context.CreateTimer(TimeSpan.FromHours(1), cancellation.Token);
#pragma warning disable CA1849, MA0042 // CancelAsync leaves the orchestrator's thread.
        cancellation.Cancel();
#pragma warning restore CA1849, MA0042
        string result = await context.CallActivityAsync<string>(nameof(Echo), "worked on");
        return $"{result}, timer {timer.Status}";
    }
}

/// <summary>Hands GUIDs to activities and compares, on each replay, with what comes back.</summary>
internal sealed class Guids : TaskOrchestrator<object?, Guid[]>
{
    public override async Task<Guid[]> RunAsync(TaskOrchestrationContext context, object? input)
    {
        var made = new List<Guid>();
        for (int i = 0; i < 4; i++)
        {
            Guid guid = context.NewGuid();
            Guid recorded = await context.CallActivityAsync<Guid>(nameof(Echo), guid);
            made.Add(recorded == guid ? guid : throw new InvalidOperationException($"{guid} was {recorded} before"));
        }

        return [.. made];
    }
}

/// <summary>Reads the clock twice in each of three turns, and compares with what it was when the turn was new.</summary>
internal sealed class Clock : TaskOrchestrator<object?, DateTime[]>
{
    public override async Task<DateTime[]> RunAsync(TaskOrchestrationContext context, object? input)
    {
        var times = new List<DateTime>();
        for (int i = 0; i < 3; i++)
        {
            DateTime now = context.CurrentUtcDateTime;
            DateTime recorded = await context.CallActivityAsync<DateTime>(nameof(Echo), now);
            times.Add(recorded == now ? now : throw new InvalidOperationException($"{now:o} was {recorded:o} before"));
            await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }

        return [.. times];
    }
}

/// <summary>Logs between calls, and tells whether it was replaying where it had not been yet.</summary>
internal sealed class Logs : TaskOrchestrator<object?, bool>
{
    public override async Task<bool> RunAsync(TaskOrchestrationContext context, object? input)
    {
        ILogger logger = context.CreateReplaySafeLogger<Logs>();
        Log.Passed(logger, context.InstanceId, 1);
        await context.CallActivityAsync(nameof(Echo), 1);
        Log.Passed(logger, context.InstanceId, 2);
        await context.CallActivityAsync(nameof(Echo), 2);
        Log.Passed(logger, context.InstanceId, 3);
        return context.IsReplaying;
    }
}

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{InstanceId} passed step {Step}")]
    public static partial void Passed(ILogger logger, string instanceId, int step);
}

/// <summary>Its first call depends on the build that runs.</summary>
internal sealed class ChangedCode(AppBuild build) : TaskOrchestrator<object?, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, object? input)
    {
        await context.CallActivityAsync<object?>(build.IsChanged ? nameof(Blob) : nameof(Echo), 1);
        return await context.WaitForExternalEvent<string>("item");
    }
}

/// <summary>Breaks the first rule of orchestrators.</summary>
internal sealed class NotDeterministic(TurnCount turns) : TaskOrchestrator<object?, int>
{
    public override Task<int> RunAsync(TaskOrchestrationContext context, object? input)
        => context.CallActivityAsync<int>(nameof(Echo), turns.Next());
}
