using DtnBox.DurableTask;
using DtnBox.Randomized.App.Effects;
using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.App;

/// <summary>Runs the nodes of a workflow; each yields a text, from which the output is put together in a defined order.</summary>
/// <param name="repeats">The events that came more than once so far.</param>
internal sealed class Interpreter(TaskOrchestrationContext context, string workflow, List<string> repeats)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Ages = TimeSpan.FromHours(1);

    public IReadOnlyList<string> Repeats => repeats;

    public Task<string> RunAsync(Node node) => node switch
    {
        Node.Sequence sequence => SequenceAsync(sequence),
        Node.Parallel parallel => ParallelAsync(parallel),
        Node.Race race => RaceAsync(race),
        Node.Either either => EitherAsync(either),
        Node.Effect effect => TextAsync(effect),
        Node.Child child => ChildAsync(child),
        Node.Timer timer => TimerAsync(timer),
        Node.Wait wait => WaitAsync(wait),
        Node.Send send => Task.FromResult(Send(send)),
        Node.Status status => Task.FromResult(SetStatus(status)),
        Node.Catch attempt => CatchAsync(attempt),
        Node.Throw failure => Task.FromException<string>(new InvalidOperationException(failure.Message)),
        _ => throw new NotSupportedException(node.GetType().Name),
    };

    public async Task<int> EffectAsync(Node.Effect effect)
    {
        var input = new EffectInput(
            effect.Id, effect.Value, effect.Failures, effect.AlwaysFails, effect.ResultBytes, effect.Milliseconds,
            effect.InputBytes, Ballast.Of(effect.Id, effect.InputBytes));
        EffectResult result =
            await context.CallActivityAsync<EffectResult>(nameof(Effect), input, Retries(effect.Attempts));
        return result.Ballast == Ballast.Of(effect.Id, effect.ResultBytes)
            ? result.Value
            : throw new DamageException($"The result of {effect.Id} arrived damaged.");
    }

    /// <summary>Takes the next event of this name that was not taken before.</summary>
    public async Task<int> TakeAsync(string name, IReadOnlyCollection<int> seen)
    {
        while (true)
        {
            EventData data = await context.WaitForExternalEvent<EventData>(name);
            if (data.Ballast != Ballast.Of(name, data.Ballast.Length))
            {
                throw new DamageException($"Event {name} {data.Number} arrived damaged.");
            }

            if (!seen.Contains(data.Number))
            {
                return data.Number;
            }

            repeats.Add($"{name}:{data.Number}");
        }
    }

    private static TaskOptions? Retries(int attempts)
        => attempts > 1 ? TaskOptions.FromRetryPolicy(new RetryPolicy(attempts, RetryPause)) : null;

    private async Task<string> TextAsync(Node.Effect effect)
        => $"{effect.Id}={await EffectAsync(effect)}";

    private async Task<string> SequenceAsync(Node.Sequence sequence)
    {
        var values = new List<string>();
        foreach (Node step in sequence.Steps)
        {
            values.Add(await RunAsync(step));
        }

        return $"({string.Join(' ', values)})";
    }

    private async Task<string> ParallelAsync(Node.Parallel parallel)
        => $"[{string.Join(' ', await Task.WhenAll(parallel.Branches.Select(RunAsync)))}]";

    private async Task<string> RaceAsync(Node.Race race)
    {
        using var cancellation = new CancellationTokenSource();
        Task loser = race.Loser is Loser.Timer or Loser.ForgottenTimer
            ? context.CreateTimer(Ages, cancellation.Token)
            : context.WaitForExternalEvent<EventData>("nothing", cancellation.Token);
        Task<string> winner = RunAsync(race.Winner);
        if (await Task.WhenAny(winner, loser) != winner)
        {
            throw new DamageException("The race was won by what cannot happen.");
        }

        if (race.Loser is Loser.Timer or Loser.Event)
        {
#pragma warning disable CA1849, MA0042 // The callbacks of CancelAsync leave the orchestrator's thread.
            cancellation.Cancel();
#pragma warning restore CA1849, MA0042
        }

        return $"<{await winner}>";
    }

    private async Task<string> EitherAsync(Node.Either either)
    {
        Task<string> left = TextAsync(either.Left);
        Task<string> right = TextAsync(either.Right);
        Node.Effect next = await Task.WhenAny(left, right) == left ? either.AfterLeft : either.AfterRight;
        int after = await EffectAsync(next);
        return $"{{{await left} {await right} {after}}}";
    }

    private async Task<string> ChildAsync(Node.Child child)
    {
        TaskOptions options = Retries(child.Attempts) ?? new TaskOptions();
        if (child.HasOwnId)
        {
            options = options.WithInstanceId($"{context.InstanceId}.{child.Id}");
        }

        var input = new Execution(workflow, child.Plan, Progress.None);
        Outcome outcome = await context.CallSubOrchestratorAsync<Outcome>(nameof(Workflow), input, options);
        if (outcome.Ballast.Length != child.Plan.OutputBytes)
        {
            throw new DamageException($"The output of {child.Id} arrived damaged.");
        }

        repeats.AddRange(outcome.Repeats);
        return $"{child.Id}({outcome.Value} {outcome.Sum})";
    }

    private async Task<string> TimerAsync(Node.Timer timer)
    {
        DateTime due = context.CurrentUtcDateTime.AddMilliseconds(timer.Milliseconds);
        await context.CreateTimer(due, CancellationToken.None);
        return context.CurrentUtcDateTime >= due
            ? "t"
            : throw new DamageException($"A timer for {due:O} fired at {context.CurrentUtcDateTime:O}.");
    }

    private async Task<string> WaitAsync(Node.Wait wait)
    {
        List<int> seen = [];
        while (seen.Count < wait.Count)
        {
            seen.Add(await TakeAsync(wait.Event, seen));
        }

        return $"{wait.Event}:{string.Join(',', wait.InOrder ? seen : [.. seen.Order()])}";
    }

    private string Send(Node.Send send)
    {
        for (int number = 1; number <= send.Count; number++)
        {
            var data = new EventData(number, Ballast.Of(send.Event, send.Bytes));
            context.SendEvent(send.Target ?? context.InstanceId, send.Event, data);
        }

        return "s";
    }

    private string SetStatus(Node.Status status)
    {
        context.SetCustomStatus(status.Text);
        return "c";
    }

    private async Task<string> CatchAsync(Node.Catch attempt)
    {
        try
        {
            return $"try{await RunAsync(attempt.Body)}";
        }
        catch (InvalidOperationException)
        {
            return "caught";
        }
        catch (TaskFailedException e)
        {
            // The model knows of every failure but those that a killed handler leaves behind.
            return Has(e.FailureDetails, Deaths.ErrorType) ? Deaths.Marker
                : Has(e.FailureDetails, typeof(DamageException).FullName!) ? "damaged" : "caught";
        }
    }

    private static bool Has(TaskFailureDetails? failure, string errorType)
        => failure is not null && (failure.ErrorType == errorType || Has(failure.InnerFailure, errorType));
}
