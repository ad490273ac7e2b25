using DtnBox.DurableTask;
using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.App;

/// <summary>The one orchestrator: runs whatever plan its input holds.</summary>
internal sealed class Workflow : TaskOrchestrator<Execution, Outcome?>
{
    public override async Task<Outcome?> RunAsync(TaskOrchestrationContext context, Execution input)
    {
        var interpreter = new Interpreter(context, input.Workflow, [.. input.Progress.Repeats]);
        if (input.Plan.Loop is { } loop && input.Progress.Generation < loop.Generations)
        {
            Progress next = await RunGenerationAsync(interpreter, loop, input.Progress);
            context.ContinueAsNew(input with { Progress = next });
            return null;
        }

        string value = await interpreter.RunAsync(input.Plan.Body);
        string ballast = Ballast.Of(context.InstanceId, input.Plan.OutputBytes);
        return new Outcome(value, input.Progress.Sum, input.Progress.Seen, [.. interpreter.Repeats], ballast);
    }

    private static async Task<Progress> RunGenerationAsync(Interpreter interpreter, Loop loop, Progress progress)
    {
        (long sum, int[] seen) = (progress.Sum, progress.Seen);
        if (loop.Step is { } step)
        {
            sum += await interpreter.EffectAsync(step with { Id = $"{step.Id}#{progress.Generation}" });
        }

        if (loop.Event is { } name)
        {
            int number = await interpreter.TakeAsync(name, seen);
            sum += number;
            seen = [.. seen, number];
        }

        return new Progress(progress.Generation + 1, sum, seen, [.. interpreter.Repeats]);
    }
}
