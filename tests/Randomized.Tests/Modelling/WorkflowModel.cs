using DtnBox.Randomized.Tests.Generation;
using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>Computes what a workflow comes to, from its data alone: no task hub, no replay, no time.</summary>
internal sealed class WorkflowModel
{
    private readonly Dictionary<string, (int Done, int Failed)> _effects = [];
    private readonly List<IReadOnlyList<string>> _alternatives = [];
    private string? _customStatus;

    private WorkflowModel()
    {
    }

    public static Expectation Expect(WorkflowCase workflow)
    {
        var model = new WorkflowModel();
        Result end = model.Instance(workflow.Plan, out long sum);
        bool terminated = workflow.TerminatedAfterMilliseconds is not null;
        string status = terminated ? "Terminated" : end.Failure is null ? "Completed" : "Failed";
        return new Expectation(
            status,
            end.Value,
            terminated ? WorkflowCase.TerminationReason : end.Failure,
            sum,
            workflow.Plan.Loop is { Event: not null } loop ? loop.Generations : 0,
            model._customStatus,
            [.. model.Effects()]);
    }

    private IEnumerable<ExpectedEffect> Effects()
    {
        var grouped = _alternatives.SelectMany(keys => keys).ToHashSet();
        IEnumerable<IReadOnlyList<string>> single =
            _effects.Keys.Where(key => !grouped.Contains(key)).Select(key => (IReadOnlyList<string>)[key]);
        return single.Concat(_alternatives)
            .Select(keys => new ExpectedEffect(keys, _effects[keys[0]].Done, _effects[keys[0]].Failed));
    }

    private Result Instance(Plan plan, out long sum)
    {
        sum = 0;
        for (int generation = 0; generation < (plan.Loop?.Generations ?? 0); generation++)
        {
            if (plan.Loop!.Step is { } step)
            {
                (int? number, string? failure) = Call(step with { Id = $"{step.Id}#{generation}" });
                if (failure is not null)
                {
                    return new Result(null, failure);
                }

                sum += number!.Value;
            }

            // Events may come in any order, but each once: their numbers add up to the same.
            sum += plan.Loop.Event is null ? 0 : generation + 1;
        }

        return Of(plan.Body);
    }

    private Result Of(Node node) => node switch
    {
        Node.Sequence sequence => Sequence(sequence),
        Node.Parallel parallel => Parallel(parallel),
        Node.Race race => Of(race.Winner).Select(value => $"<{value}>"),
        Node.Either either => Either(either),
        Node.Effect effect => Effect(effect),
        Node.Child child => Child(child),
        Node.Timer => new Result("t", null),
        Node.Wait wait => new Result($"{wait.Event}:{string.Join(',', Enumerable.Range(1, wait.Count))}", null),
        Node.Send => new Result("s", null),
        Node.Status status => Status(status),
        Node.Catch attempt => Of(attempt.Body).Select(value => $"try{value}") is { Failure: null } good
            ? good
            : new Result("caught", null),
        Node.Throw failure => new Result(null, failure.Message),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    private Result Sequence(Node.Sequence sequence)
    {
        var values = new List<string>();
        foreach (Node step in sequence.Steps)
        {
            Result result = Of(step);
            if (result.Failure is not null)
            {
                return result;
            }

            values.Add(result.Value!);
        }

        return new Result($"({string.Join(' ', values)})", null);
    }

    private Result Parallel(Node.Parallel parallel)
    {
        // All branches come to their ends; the first failure in their order is the one that is thrown.
        Result[] results = [.. parallel.Branches.Select(Of)];
        return results.FirstOrDefault(result => result.Failure is not null)
            ?? new Result($"[{string.Join(' ', results.Select(result => result.Value))}]", null);
    }

    private Result Either(Node.Either either)
    {
        Result left = Effect(either.Left);
        Result right = Effect(either.Right);
        (int? after, _) = Call(either.AfterLeft);
        (int Done, int Failed) counts = _effects[either.AfterLeft.Id];
        _effects[either.AfterRight.Id] = counts;
        _alternatives.Add([either.AfterLeft.Id, either.AfterRight.Id]);
        return new Result($"{{{left.Value} {right.Value} {after}}}", null);
    }

    private Result Effect(Node.Effect effect)
    {
        (int? value, string? failure) = Call(effect);
        return new Result(failure is null ? $"{effect.Id}={value}" : null, failure);
    }

    private Result Child(Node.Child child)
    {
        Result last = new(null, null);
        for (int attempt = 1; attempt <= child.Attempts; attempt++)
        {
            last = Instance(child.Plan, out long sum);
            if (last.Failure is null)
            {
                return new Result($"{child.Id}({last.Value} {sum})", null);
            }
        }

        return last;
    }

    private Result Status(Node.Status status)
    {
        _customStatus = status.Text;
        return new Result("c", null);
    }

    /// <summary>Calls an activity as often as it takes, and counts what it would write into the journal.</summary>
    private (int? Value, string? Failure) Call(Node.Effect effect)
    {
        for (int attempt = 1; attempt <= effect.Attempts; attempt++)
        {
            (int done, int failed) = _effects.GetValueOrDefault(effect.Id);
            if (!effect.AlwaysFails && failed >= effect.Failures)
            {
                _effects[effect.Id] = (done + 1, failed);
                return ((effect.Value * 3) + (effect.InputBytes % 97), null);
            }

            _effects[effect.Id] = (done, failed + 1);
        }

        return (null, $"boom {effect.Id}");
    }

    private sealed record Result(string? Value, string? Failure)
    {
        public Result Select(Func<string, string> value) => Failure is null ? new Result(value(Value!), null) : this;
    }
}
