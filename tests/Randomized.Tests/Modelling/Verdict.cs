using DtnBox.Randomized.Tests.Generation;
using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>Compares what was seen with what the model says.</summary>
/// <remarks>
/// Two things are allowed for. An event of which the client got no answer may have been stored, so it may come again.
/// And what a handler was doing that was killed while its host lived is reported as failed, as the real host does: an
/// orchestration may have failed by that, but only with that very failure and only when a handler was killed; for such
/// an instance it is still checked that it did nothing it should not.
/// </remarks>
internal sealed class Verdict
{
    private static readonly TimeSpan DeathIsReportedWithin = TimeSpan.FromSeconds(15);

    // Status answers tell whole seconds.
    private static readonly TimeSpan StatusPrecision = TimeSpan.FromSeconds(1);

    private readonly Schedule _schedule;
    private readonly Observations _seen;
    private readonly List<string> _violations = [];

    private Verdict(Schedule schedule, Observations seen) => (_schedule, _seen) = (schedule, seen);

    /// <summary>Gives a sentence for each broken promise; none when all were kept.</summary>
    public static IReadOnlyList<string> Of(Schedule schedule, Observations seen)
    {
        var verdict = new Verdict(schedule, seen);
        verdict._violations.AddRange(seen.Faults);
        foreach (WorkflowCase workflow in schedule.Workflows)
        {
            verdict.Check(workflow);
        }

        verdict.CheckForeignEffects();
        return verdict._violations;
    }

    /// <summary>Tells whether the death of a handler, and nothing else, may explain how the instance ended.</summary>
    public static bool HasDied(ObservedInstance instance, Observations seen)
    {
        bool says = instance.Status == "Failed"
            ? instance.Text.Contains(Deaths.Message, StringComparison.Ordinal)
            : instance.Output?.Value.Contains(Deaths.Marker, StringComparison.Ordinal) == true;
        return says && seen.HandlerKills.Any(killed => instance.UpdatedAt + StatusPrecision >= killed
            && (instance.Status != "Failed" || instance.UpdatedAt < killed + DeathIsReportedWithin));
    }

    private void Check(WorkflowCase workflow)
    {
        Expectation expected = WorkflowModel.Expect(workflow);
        if (!_seen.Instances.TryGetValue(workflow.Name, out ObservedInstance? instance))
        {
            Report(workflow, "was started and does not exist");
            return;
        }

        bool died = HasDied(instance, _seen);
        if (!died)
        {
            CheckEnd(workflow, expected, instance);
        }

        if (instance.Output is { } output)
        {
            CheckRepeats(workflow, output.Repeats);
        }

        CheckEffects(workflow, expected, mayBeCutShort: died || expected.Status == "Terminated");
    }

    private void CheckEnd(WorkflowCase workflow, Expectation expected, ObservedInstance instance)
    {
        if (instance.Status != expected.Status)
        {
            Report(workflow, $"is {instance.Status}, not {expected.Status}: {Short(instance.Text)}");
            return;
        }

        if (expected.Failure is { } text && !instance.Text.Contains(text, StringComparison.Ordinal))
        {
            Report(workflow, $"ended with '{Short(instance.Text)}', not with '{text}'");
        }

        if (expected.CustomStatus is { } status && expected.Status == "Completed" && instance.CustomStatus != status)
        {
            Report(workflow, $"has the custom status '{instance.CustomStatus}', not '{status}'");
        }

        if (expected.Status == "Completed")
        {
            CheckOutput(workflow, expected, instance.Output!);
        }
    }

    private void CheckOutput(WorkflowCase workflow, Expectation expected, Outcome output)
    {
        if (output.Value != expected.Value)
        {
            Report(workflow, $"yielded\n    {output.Value}\n  and not\n    {expected.Value}");
        }

        if (output.Sum != expected.Sum)
        {
            Report(workflow, $"added up {output.Sum}, not {expected.Sum}");
        }

        if (!output.Seen.Order().SequenceEqual(Enumerable.Range(1, expected.LoopEvents)))
        {
            Report(workflow, $"took the events {string.Join(',', output.Seen)} in its loop, not 1 to {expected.LoopEvents}");
        }

        if (output.Ballast != Ballast.Of(workflow.Name, workflow.Plan.OutputBytes))
        {
            Report(workflow, "gave an output whose ballast is damaged");
        }
    }

    private void CheckRepeats(WorkflowCase workflow, IReadOnlyList<string> repeats)
    {
        foreach (IGrouping<string, string> again in repeats.GroupBy(repeat => repeat))
        {
            SentEvent? sent = _seen.Sent.FirstOrDefault(
                sent => sent.Workflow == workflow.Name && $"{sent.Event}:{sent.Number}" == again.Key);
            int allowed = sent is null ? 0 : sent.Acknowledged + sent.Unanswered - 1;
            // An instance whose handler died may be started again by its parent, and find what it had sent to itself.
            if (again.Count() > allowed && !(sent is null && _schedule.KillsHandlers))
            {
                Report(workflow, $"got the event {again.Key} {again.Count() + 1} times, but it was sent {allowed + 1} times at most");
            }
        }
    }

    private void CheckEffects(WorkflowCase workflow, Expectation expected, bool mayBeCutShort)
    {
        foreach (ExpectedEffect effect in expected.Effects)
        {
            JournalLine[] lines = [.. _seen.Journal.Where(line => effect.Keys.Contains(line.Key))];
            int done = lines.Count(line => !line.HasFailed);
            int failed = lines.Length - done;
            string name = string.Join('|', effect.Keys);
            // A child whose handler died is run again, and may then see the other one win.
            if (!_schedule.KillsHandlers && lines.Select(line => line.Key).Distinct().Skip(1).Any())
            {
                Report(workflow, $"ran both of {name}, of which one was to run");
            }

            if (!mayBeCutShort && (done < Math.Min(1, effect.Done) || (failed < effect.Failed && !_schedule.KillsHandlers)))
            {
                Report(workflow, $"has used {name}, which {done} times succeeded and {failed} times failed, not {effect.Done} and {effect.Failed}");
            }

            if (_schedule.IsUndisturbed && !_seen.HostEndedByItself && (done > effect.Done || failed > effect.Failed || (!mayBeCutShort && done < effect.Done)))
            {
                Report(workflow, $"undisturbed, ran {name} {done} times well and {failed} times badly, not {effect.Done} and {effect.Failed}");
            }

            if (effect.Done == 0 && done > 0)
            {
                Report(workflow, $"ran {name} with success, which always fails");
            }
        }
    }

    private void CheckForeignEffects()
    {
        HashSet<string> known = [.. _schedule.Workflows.SelectMany(
            workflow => WorkflowModel.Expect(workflow).Effects.SelectMany(effect => effect.Keys))];
        foreach (string key in _seen.Journal.Select(line => line.Key).Distinct().Where(key => !known.Contains(key)))
        {
            _violations.Add($"The activity {key} ran, which no workflow was to come to.");
        }
    }

    private void Report(WorkflowCase workflow, string what) => _violations.Add($"{workflow.Name} {what}.");

    private static string Short(string text) => text.Length > 500 ? $"{text[..500]}…" : text;
}
