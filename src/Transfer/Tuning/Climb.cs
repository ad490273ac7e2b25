namespace DtnBox.Transfer.Tuning;

/// <summary>Decides how much to have in flight, from one interval to the next. Pure: state and observation in, state out.</summary>
/// <remarks>
/// 1. Throttling, errors and a full memory make the value fall at once, by a factor.
/// 2. An interval that something else limited (no work, a bandwidth cap) says nothing, and nothing is tried in it.
/// 3. Otherwise the value is raised, doubled at first and later by an eighth, and the next interval is the judge: goodput
///    rose by 5 % or more (10 % for twice as many) and it goes on, or the step is taken back and the value rests, longer each time.
/// 4. At rest, answers that take twice as long for no more goodput make it try fewer.
/// </remarks>
internal static class Climb
{
    public const int ShortestRest = 4;

    private const int LongestRest = 32;
    private const int CeilingIntervals = 30;
    private const double Gain = 0.05;
    private const double GainOfADoubling = 0.1;
    private const double GainToDoubleAgain = 0.25;
    private const double Fall = 0.7;
    private const double TooManyThrottled = 0.01;
    private const double TooManyFailed = 0.05;
    private const double FullMemory = 0.9;

    public static ClimbStep Next(ClimbState state, Observation seen, ClimbBounds bounds)
    {
        state = Forget(state);
        if (Trouble(state, seen, bounds) is { } fall)
        {
            return fall;
        }

        state = state with { LastGood = state.Value };
        bool limitedElsewhere = seen.Contention < 0.5 || seen.Paced > 0.2 || seen.MemoryLoad > FullMemory;
        return limitedElsewhere
            ? new ClimbStep(state with { Trial = Trial.None, Reference = null, ReferenceLatency = null })
            : state.Trial switch
            {
                Trial.Up => JudgeMore(state, seen, bounds),
                Trial.Down => JudgeFewer(state, seen),
                _ => AtRest(state, seen, bounds),
            };
    }

    private static ClimbState Forget(ClimbState state)
        => state with
        {
            Ceiling = state.CeilingHolds > 1 ? state.Ceiling : null,
            CeilingHolds = Math.Max(0, state.CeilingHolds - 1),
        };

    private static ClimbStep? Trouble(ClimbState state, Observation seen, ClimbBounds bounds)
    {
        int less = Math.Max(ClimbBounds.Min, (int)(state.Value * Fall));
        if (seen.Throttled > 0 && seen.Throttled >= TooManyThrottled * seen.Requests)
        {
            bool wasGood = state.LastGood > 0 && state.LastGood < state.Value;
            ClimbState below = state with { Ceiling = Math.Max(ClimbBounds.Min, state.Value - 1), CeilingHolds = CeilingIntervals };
            return FallTo(below, wasGood ? state.LastGood : less, $"a store throttled {seen.Throttled} of {seen.Requests} requests");
        }

        if (seen.Failed > 1 && seen.Failed > TooManyFailed * seen.Requests)
        {
            return FallTo(state, less, $"{seen.Failed} of {seen.Requests} requests failed");
        }

        // Below the start it is others who fill the memory, and our going slow would not mend it.
        return seen.MemoryLoad > FullMemory && state.Value > bounds.Start
            ? FallTo(state, Math.Max(bounds.Start, less), $"memory is {seen.MemoryLoad:P0} full")
            : null;
    }

    private static ClimbStep FallTo(ClimbState state, int value, string reason) => new(
        state with
        {
            Value = value,
            Trial = Trial.None,
            Reference = null,
            ReferenceLatency = null,
            Ramping = false,
            Rest = ShortestRest,
        },
        value == state.Value ? null : reason);

    private static ClimbStep JudgeMore(ClimbState state, Observation seen, ClimbBounds bounds)
    {
        double gain = (seen.Rate / state.Reference!.Value) - 1;
        if (gain < (state.Value >= 2 * state.Before ? GainOfADoubling : Gain))
        {
            return new ClimbStep(
                state with
                {
                    Value = state.Before,
                    Trial = Trial.None,
                    Ramping = false,
                    Rest = state.RestAfterMiss,
                    RestAfterMiss = Math.Min(LongestRest, 2 * state.RestAfterMiss),
                },
                gain < -0.005 ? $"goodput fell {-gain:P0}" : gain < 0.005 ? "goodput did not rise" : $"goodput rose only {gain:P0}");
        }

        ClimbState reached = state with
        {
            Trial = Trial.None,
            Reference = seen.Rate,
            ReferenceLatency = seen.Latency,
            Ramping = state.Ramping && gain >= GainToDoubleAgain,
            RestAfterMiss = ShortestRest,
        };
        return Raise(reached, bounds, $"goodput rose {gain:P0}");
    }

    private static ClimbStep JudgeFewer(ClimbState state, Observation seen)
    {
        double loss = 1 - (seen.Rate / state.Reference!.Value);
        ClimbState judged = state with { Trial = Trial.None, Rest = 2 * ShortestRest, Reference = null, ReferenceLatency = null };
        return loss <= Gain
            ? new ClimbStep(judged)
            : new ClimbStep(judged with { Value = state.Before }, $"goodput fell {loss:P0} with fewer");
    }

    private static ClimbStep AtRest(ClimbState state, Observation seen, ClimbBounds bounds)
    {
        if (IsSlower(state, seen) && state.Value > ClimbBounds.Min)
        {
            double times = seen.Latency!.Value / state.ReferenceLatency!.Value;
            return new ClimbStep(
                state with { Value = state.Value - Math.Max(1, state.Value / 4), Before = state.Value, Trial = Trial.Down },
                $"answers take {times:0.0} times as long and goodput did not rise");
        }

        ClimbState rested = state with
        {
            Reference = Blend(state.Reference ?? seen.Rate, seen.Rate),
            ReferenceLatency = seen.Latency is { } latency ? Blend(state.ReferenceLatency ?? latency, latency) : state.ReferenceLatency,
            Rest = Math.Max(0, state.Rest - 1),
        };
        return state.Rest > 0 || rested.Reference <= 0 ? new ClimbStep(rested) : Raise(rested, bounds, "all are in use; trying more");
    }

    private static bool IsSlower(ClimbState state, Observation seen)
        => seen.Latency > 2 * state.ReferenceLatency && seen.Rate < (1 + Gain) * state.Reference;

    private static ClimbStep Raise(ClimbState state, ClimbBounds bounds, string reason)
    {
        int more = state.Value + (state.Ramping ? state.Value : Math.Max(1, state.Value / 8));
        int value = Math.Min(more, Math.Min(state.Ceiling ?? bounds.Max, bounds.Max));
        return value <= state.Value
            ? new ClimbStep(state with { Rest = 2 * ShortestRest })
            : new ClimbStep(state with { Value = value, Before = state.Value, Trial = Trial.Up }, reason);
    }

    // A third of it is new, so that one odd interval does not move the mark that trials are judged by.
    private static double Blend(double before, double now) => before + ((now - before) / 3);

    private static TimeSpan Blend(TimeSpan before, TimeSpan now) => before + ((now - before) / 3);
}
