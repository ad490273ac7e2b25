using DtnBox.DurableTask;

namespace DtnBox.DurableBench.Handler;

/// <summary>Gives back what it gets.</summary>
internal sealed class Trivial : TaskActivity<int, int>
{
    public override Task<int> RunAsync(TaskActivityContext context, int input) => Task.FromResult(input);
}

/// <summary>As trivial, and marks the last of as many runs as its input says.</summary>
internal sealed class Counted(RunCounter counter, MarkSender marks) : TaskActivity<int, int>
{
    public override Task<int> RunAsync(TaskActivityContext context, int input)
    {
        if (counter.Next(context.InstanceId) == input)
        {
            marks.Send($"{context.InstanceId} all ran");
        }

        return Task.FromResult(input);
    }
}

/// <summary>Marks that the orchestration got here; what makes a reaction visible outside.</summary>
internal sealed class Mark(MarkSender marks) : TaskActivity<string, int>
{
    public override Task<int> RunAsync(TaskActivityContext context, string input)
    {
        marks.Send($"{context.InstanceId} {input}");
        return Task.FromResult(0);
    }
}
