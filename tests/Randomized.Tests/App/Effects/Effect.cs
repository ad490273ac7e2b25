using DtnBox.DurableTask;
using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.App.Effects;

/// <summary>Does something outside the task hub that can be counted: it writes a line into the journal.</summary>
internal sealed class Effect(Journal journal, TimeProvider time) : TaskActivity<EffectInput, EffectResult>
{
    public override async Task<EffectResult> RunAsync(TaskActivityContext context, EffectInput input)
    {
        if (input.Ballast != Ballast.Of(input.Key, input.InputBytes))
        {
            throw new DamageException($"The input of {input.Key} arrived damaged.");
        }

        await Task.Delay(TimeSpan.FromMilliseconds(input.Milliseconds), time);

        // Counted by the journal and not by attempts, which an activity is not told: a run that is repeated after a crash
        // counts too. So a success always comes after this many failures, however often processes died in between.
        if (input.AlwaysFails || journal.CountFailures(input.Key) < input.Failures)
        {
            journal.Append(input.Key, hasFailed: true, context.InstanceId);
            throw new InvalidOperationException($"boom {input.Key}");
        }

        journal.Append(input.Key, hasFailed: false, context.InstanceId);
        return new EffectResult((input.Value * 3) + (input.InputBytes % 97), Ballast.Of(input.Key, input.ResultBytes));
    }
}
