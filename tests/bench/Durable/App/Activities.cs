using Microsoft.DurableTask;

namespace DtnBox.BenchApp;

/// <summary>Gives back what it gets.</summary>
internal sealed class Trivial : TaskActivity<int, int>
{
    public override Task<int> RunAsync(TaskActivityContext context, int input) => Task.FromResult(input);
}

/// <summary>Tells the bench that the orchestration got here.</summary>
internal sealed class Mark(MarkSender marks) : TaskActivity<string, int>
{
    public override Task<int> RunAsync(TaskActivityContext context, string input)
    {
        marks.Send($"{context.InstanceId} {input}");
        return Task.FromResult(0);
    }
}

/// <summary>Marks that it began, each time, and stays until its process is killed.</summary>
internal sealed class Held(MarkSender marks) : TaskActivity<int, int>
{
    public override async Task<int> RunAsync(TaskActivityContext context, int input)
    {
        marks.Send($"{context.InstanceId} began");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        return 0;
    }
}
