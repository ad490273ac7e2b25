using DtnBox.Transfer.Tuning;

namespace DtnBox.Transfer.Tests.Tuning;

/// <summary>The decision, row by row.</summary>
public sealed class ClimbTests
{
    private static readonly ClimbBounds Bounds = new(Start: 8, Max: 64);

    [Fact]
    public void Next_FirstInterval_Doubles()
    {
        ClimbStep step = Climb.Next(new ClimbState(8), new Observation(100), Bounds);

        Assert.Equal((16, Trial.Up, "all are in use; trying more"), (step.State.Value, step.State.Trial, step.Reason));
    }

    [Theory]
    [InlineData(150, 32, "goodput rose 50 %")]
    [InlineData(110, 18, "goodput rose 10 %")]
    [InlineData(107, 8, "goodput rose only 7 %")]
    [InlineData(100, 8, "goodput did not rise")]
    [InlineData(80, 8, "goodput fell 20 %")]
    public void Next_AfterDoubling_IsJudgedByGoodput(double rate, int value, string reason)
    {
        ClimbStep step = Climb.Next(Trying(16, before: 8, reference: 100), new Observation(rate), Bounds);

        Assert.Equal((value, reason), (step.State.Value, step.Reason));
    }

    [Fact]
    public void Next_StepsThatDoNotPay_AreTakenBackAndRestedLongerEachTime()
    {
        ClimbState state = Trying(16, before: 8, reference: 100);
        List<int> rests = [];
        for (int i = 0; i < 5; i++)
        {
            state = Climb.Next(state, new Observation(100), Bounds).State;
            rests.Add(state.Rest);
            while (state.Trial == Trial.None)
            {
                state = Climb.Next(state, new Observation(100), Bounds).State;
            }
        }

        Assert.Equal([4, 8, 16, 32, 32], rests);
        Assert.Equal(9, state.Value);
    }

    [Theory]
    [InlineData(0.3, 0, 0.1)]
    [InlineData(1, 0.5, 0.1)]
    [InlineData(1, 0, 0.95)]
    public void Next_SomethingElseLimits_TriesNothing(double contention, double paced, double memory)
    {
        var seen = new Observation(100, Contention: contention, Paced: paced, MemoryLoad: memory);

        ClimbStep step = Climb.Next(new ClimbState(8), seen, Bounds);

        Assert.Equal((8, Trial.None, (string?)null), (step.State.Value, step.State.Trial, step.Reason));
    }

    [Fact]
    public void Next_WorkRunsOutDuringATrial_KeepsTheValueAndForgetsTheMeasure()
    {
        ClimbStep step = Climb.Next(Trying(16, before: 8, reference: 100), new Observation(10, Contention: 0), Bounds);

        Assert.Equal((16, Trial.None, (double?)null), (step.State.Value, step.State.Trial, step.State.Reference));
    }

    [Theory]
    [InlineData(16, 8, 8, 15)]
    [InlineData(16, 0, 11, 15)]
    [InlineData(16, 16, 11, 15)]
    [InlineData(2, 2, 1, 1)]
    public void Next_Throttled_FallsToWhatWasGoodAndRemembersTheCeiling(int value, int lastGood, int then, int ceiling)
    {
        var state = new ClimbState(value, LastGood: lastGood);

        ClimbStep step = Climb.Next(state, new Observation(100, Finished: 90, Throttled: 10), Bounds);

        Assert.Equal((then, ceiling, false), (step.State.Value, step.State.Ceiling, step.State.Ramping));
        Assert.Equal("a store throttled 10 of 100 requests", step.Reason);
    }

    [Fact]
    public void Next_BelowACeiling_ClimbsToItAndNoFurtherUntilItIsForgotten()
    {
        var state = new ClimbState(8, Ramping: false, Ceiling: 9, CeilingHolds: 20);

        state = Climb.Next(state, new Observation(100), Bounds).State;
        Assert.Equal(9, state.Value);
        state = Climb.Next(state, new Observation(110), Bounds).State;
        Assert.Equal((9, Trial.None), (state.Value, state.Trial));
        for (int i = 0; i < 20 && state.Value == 9; i++)
        {
            state = Climb.Next(state, new Observation(110), Bounds).State;
        }

        Assert.Equal((10, (int?)null), (state.Value, state.Ceiling));
    }

    [Theory]
    [InlineData(100, 1, 8, null)]
    [InlineData(5000, 5, 8, null)]
    [InlineData(90, 10, 5, "10 of 100 requests failed")]
    public void Next_Errors_FallOnlyWhenTheyAreMany(int finished, int failed, int value, string? reason)
    {
        var state = new ClimbState(8, Rest: 4);

        ClimbStep step = Climb.Next(state, new Observation(100, finished, Failed: failed), Bounds);

        Assert.Equal((value, reason), (step.State.Value, step.Reason));
    }

    [Theory]
    [InlineData(32, 22, "memory is 93 % full")]
    [InlineData(10, 8, "memory is 93 % full")]
    [InlineData(8, 8, null)]
    [InlineData(4, 4, null)]
    public void Next_MemoryFull_FallsDownToTheStart(int value, int then, string? reason)
    {
        ClimbStep step = Climb.Next(new ClimbState(value), new Observation(100, MemoryLoad: 0.93), Bounds);

        Assert.Equal((then, reason), (step.State.Value, step.Reason));
    }

    [Fact]
    public void Next_AnswersTakeTwiceAsLongForNothing_TriesFewer()
    {
        var state = new ClimbState(16, Reference: 100, ReferenceLatency: Milliseconds(20), Rest: 3);

        ClimbStep step = Climb.Next(state, new Observation(101, Latency: Milliseconds(50)), Bounds);

        Assert.Equal((12, Trial.Down), (step.State.Value, step.State.Trial));
        Assert.Equal("answers take 2.5 times as long and goodput did not rise", step.Reason);
    }

    [Theory]
    [InlineData(98, 12, null)]
    [InlineData(80, 16, "goodput fell 20 % with fewer")]
    public void Next_AfterTryingFewer_KeepsThemUnlessGoodputFell(double rate, int value, string? reason)
    {
        var state = new ClimbState(12, Trial.Down, Before: 16, Reference: 100, ReferenceLatency: Milliseconds(20));

        ClimbStep step = Climb.Next(state, new Observation(rate, Latency: Milliseconds(30)), Bounds);

        Assert.Equal((value, reason), (step.State.Value, step.Reason));
    }

    [Fact]
    public void Next_AtTheMost_StaysWithoutAWord()
    {
        ClimbStep step = Climb.Next(new ClimbState(64), new Observation(100), Bounds);

        Assert.Equal((64, (string?)null), (step.State.Value, step.Reason));
    }

    private static ClimbState Trying(int value, int before, double reference)
        => new(value, Trial.Up, before, reference, LastGood: before);

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
