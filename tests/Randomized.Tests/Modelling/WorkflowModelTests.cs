using DtnBox.Randomized.Tests.Generation;
using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>The model on workflows small enough to know the outcome by looking at them.</summary>
public sealed class WorkflowModelTests
{
    [Fact]
    public void Expect_Sequence_YieldsItsStepsInOrder()
    {
        Expectation expected = Expect(new Node.Sequence(
            [Effect("a", 2), new Node.Timer(5), new Node.Wait("e", 2, InOrder: true), new Node.Status("here")]));

        Assert.Equal(("Completed", "(a=6 t e:1,2 c)", "here"), (expected.Status, expected.Value, expected.CustomStatus));
        Assert.Equal([("a", 1, 0)], Counts(expected));
    }

    [Fact]
    public void Expect_FlakyActivity_CountsItsFailuresAndItsSuccess()
        => Assert.Equal([("a", 1, 2)], Counts(Expect(Effect("a", 1) with { Failures = 2, Attempts = 5 })));

    [Fact]
    public void Expect_TooFewAttempts_FailsAsOftenAsItIsTried()
    {
        Expectation expected = Expect(Effect("a", 1) with { AlwaysFails = true, Attempts = 3 });

        Assert.Equal(("Failed", "boom a"), (expected.Status, expected.Failure));
        Assert.Equal([("a", 0, 3)], Counts(expected));
    }

    [Fact]
    public void Expect_FailureInParallel_LetsTheOtherBranchesEnd()
    {
        Expectation expected = Expect(new Node.Catch(new Node.Parallel([new Node.Throw("x"), Effect("a", 1)])));

        Assert.Equal(("Completed", "caught"), (expected.Status, expected.Value));
        Assert.Equal([("a", 1, 0)], Counts(expected));
    }

    [Fact]
    public void Expect_FlakyChild_RunsItsFirstActivityInEachAttempt()
    {
        var body = new Node.Sequence([Effect("a", 1), Effect("b", 1) with { Failures = 2 }, Effect("c", 1)]);
        Expectation expected = Expect(new Node.Child("k", new Plan(null, body), HasOwnId: true, Attempts: 3));

        Assert.Equal("k((a=3 b=3 c=3) 0)", expected.Value);
        Assert.Equal([("a", 3, 0), ("b", 1, 2), ("c", 1, 0)], Counts(expected));
    }

    [Fact]
    public void Expect_Either_RunsOneOfTheTwoThatFollow()
    {
        Expectation expected = Expect(new Node.Either(Effect("a", 1), Effect("b", 2), Effect("c", 3), Effect("d", 3)));

        Assert.Equal("{a=3 b=6 9}", expected.Value);
        Assert.Equal([("a", 1, 0), ("b", 1, 0), ("c|d", 1, 0)], Counts(expected));
    }

    [Fact]
    public void Expect_Loop_AddsUpResultsAndEventNumbers()
    {
        var plan = new Plan(new Loop(3, Effect("a", 2), "e"), new Node.Timer(0));
        Expectation expected = WorkflowModel.Expect(Case(plan));

        Assert.Equal((6 * 3) + 1 + 2 + 3, expected.Sum);
        Assert.Equal(3, expected.LoopEvents);
        Assert.Equal([("a#0", 1, 0), ("a#1", 1, 0), ("a#2", 1, 0)], Counts(expected));
    }

    private static Node.Effect Effect(string id, int value) => new(id, value, 0, false, 1, 0, 0, 0);

    private static Expectation Expect(Node body) => WorkflowModel.Expect(Case(new Plan(null, body)));

    private static WorkflowCase Case(Plan plan) => new("w", plan, false, 0, [], null, null);

    private static IEnumerable<(string Key, int Done, int Failed)> Counts(Expectation expected)
        => expected.Effects.Select(effect => (string.Join('|', effect.Keys), effect.Done, effect.Failed));
}
