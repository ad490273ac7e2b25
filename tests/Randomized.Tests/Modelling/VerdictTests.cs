using DtnBox.Randomized.Tests.Faults;
using DtnBox.Randomized.Tests.Generation;
using DtnBox.Randomized.Workflows;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>A right outcome passes, and each way to be wrong is noticed.</summary>
public sealed class VerdictTests
{
    private static readonly DateTimeOffset Ended = new(2026, 1, 1, 0, 0, 10, TimeSpan.Zero);

    // Takes a flaky activity, one of two, and two events in a loop.
    private static readonly WorkflowCase Workflow = new(
        "w",
        new Plan(
            new Loop(2, null, "item"),
            new Node.Sequence([
                Effect("a") with { Failures = 1, Attempts = 3 },
                new Node.Either(Effect("l"), Effect("r"), Effect("x"), Effect("y")),
                new Node.Wait("e", 2, InOrder: true),
            ])),
        false, 0, [], null, null);

    private static readonly PlannedFault Kill = new PlannedFault.KillHost(1);
    private static readonly PlannedFault KillHandler = new PlannedFault.KillHandler(1);

    [Fact]
    public void Of_WhatTheModelSays_FindsNothing()
    {
        foreach (Schedule schedule in Enumerable.Range(1, 100).Select(ScheduleGenerator.Generate))
        {
            Assert.Empty(Verdict.Of(schedule, Perfect(schedule)));
        }
    }

    [Fact]
    public void Of_LostEventInTheLoop_IsAViolation() => AssertViolates(o => o with { Seen = [1], Sum = 1 });

    [Fact]
    public void Of_EventTakenTwiceByTheLoop_IsAViolation() => AssertViolates(o => o with { Seen = [1, 2, 2] });

    [Fact]
    public void Of_EventsOutOfOrder_IsAViolation() => AssertViolates(o => o with { Value = o.Value.Replace("e:1,2", "e:2,1") });

    [Fact]
    public void Of_DoubledResult_IsAViolation() => AssertViolates(o => o with { Sum = o.Sum * 2 });

    [Fact]
    public void Of_AnotherResult_IsAViolation() => AssertViolates(o => o with { Value = o.Value.Replace("a=3", "a=6") });

    [Fact]
    public void Of_DamagedBallast_IsAViolation() => AssertViolates(o => o with { Ballast = "x" });

    [Theory]
    [InlineData("item:1", 1, 0, false)]
    [InlineData("item:1", 1, 1, true)]
    [InlineData("item:1", 2, 0, true)]
    [InlineData("sentByAnInstance:1", 1, 1, false)]
    public void Of_RepeatedEvent_IsAllowedOnlyIfTheClientMayHaveStoredItTwice(
        string repeat, int acknowledged, int unanswered, bool allowed)
    {
        Schedule schedule = Of(Kill);
        Observations seen = Changed(schedule, o => o with { Repeats = [repeat] }) with
        {
            Sent = [new SentEvent("w", "item", 1, acknowledged, unanswered)],
        };
        Assert.Equal(allowed, Verdict.Of(schedule, seen).Count == 0);
    }

    [Fact]
    public void Of_EffectThatIsMissing_IsAViolation()
        => AssertJournalViolates(Kill, journal => [.. journal.Where(line => line.Key != "a" || line.HasFailed)]);

    [Fact]
    public void Of_SuccessWithoutTheFailuresBeforeIt_IsAViolation()
        => AssertJournalViolates(Kill, journal => [.. journal.Where(line => !line.HasFailed)]);

    [Fact]
    public void Of_EffectTwice_IsAViolationOnlyWhenNothingWasDisturbed()
    {
        static JournalLine[] Twice(IReadOnlyList<JournalLine> journal) => [.. journal, new("a", false, "w")];
        AssertJournalViolates(null, Twice);
        Observations seen = Perfect(Of(Kill)) with { Journal = Twice(Perfect(Of(Kill)).Journal) };
        Assert.Empty(Verdict.Of(Of(Kill), seen));
        Assert.Empty(Verdict.Of(Of(null), seen with { HostEndedByItself = true }));
    }

    [Fact]
    public void Of_BothSidesOfADecision_IsAViolationUnlessADeadHandlerMadeAChildRunAgain()
    {
        static JournalLine[] Both(IReadOnlyList<JournalLine> journal) => [.. journal, new("y", false, "w")];
        AssertJournalViolates(Kill, Both);
        Observations perfect = Perfect(Of(KillHandler));
        Assert.Empty(Verdict.Of(Of(KillHandler), perfect with { Journal = Both(perfect.Journal) }));
    }

    [Fact]
    public void Of_EffectOfAnActivityThatNobodyPlanned_IsAViolation()
        => AssertJournalViolates(Kill, journal => [.. journal, new("other", false, "w")]);

    [Fact]
    public void Of_MissingInstance_IsAViolation()
    {
        Schedule schedule = Of(Kill);
        var none = new Dictionary<string, ObservedInstance>();
        Assert.NotEmpty(Verdict.Of(schedule, Perfect(schedule) with { Instances = none }));
    }

    [Fact]
    public void Of_AnotherEnd_IsAViolation()
        => Assert.Single(Verdict.Of(Of(Kill), Failed(Of(Kill), "System.InvalidOperationException: other", killedAt: null)));

    [Fact]
    public void Of_WhatWasFoundOnTheWay_IsAViolation()
    {
        Schedule schedule = Of(Kill);
        Assert.Equal(["a row is left"], Verdict.Of(schedule, Perfect(schedule) with { Faults = ["a row is left"] }));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(-1.0, true)]
    [InlineData(5.0, false)]
    [InlineData(-60.0, false)]
    public void Of_DeathOfTheHandler_IsAcceptedOnlyIfOneWasKilledJustBefore(double? killedSecondsAfter, bool accepted)
    {
        Schedule schedule = Of(KillHandler);
        DateTimeOffset? killed = killedSecondsAfter is { } seconds ? Ended.AddSeconds(seconds) : null;
        Observations seen = Failed(schedule, $"{Deaths.ErrorType}: {Deaths.Message}Workflow", killed);
        Assert.Equal(accepted, Verdict.Of(schedule, seen).Count == 0);
    }

    [Fact]
    public void Of_CaughtDeathOfTheHandler_IsAcceptedOnlyIfOneWasKilled()
    {
        Schedule schedule = Of(KillHandler);
        Observations seen = Changed(schedule, o => o with { Value = o.Value.Replace("a=3", Deaths.Marker) });
        Assert.NotEmpty(Verdict.Of(schedule, seen));
        Assert.Empty(Verdict.Of(schedule, seen with { HandlerKills = [Ended] }));
    }

    private static Node.Effect Effect(string id) => new(id, 1, 0, false, 1, 0, 0, 0);

    private static Schedule Of(PlannedFault? fault) => new(1, [Workflow], fault is null ? [] : [fault], false, false);

    private static void AssertViolates(Func<Outcome, Outcome> change)
        => Assert.Single(Verdict.Of(Of(Kill), Changed(Of(Kill), change)).Take(1));

    private static void AssertJournalViolates(PlannedFault? fault, Func<IReadOnlyList<JournalLine>, JournalLine[]> change)
    {
        Schedule schedule = Of(fault);
        Observations perfect = Perfect(schedule);
        Assert.NotEmpty(Verdict.Of(schedule, perfect with { Journal = change(perfect.Journal) }));
    }

    private static Observations Changed(Schedule schedule, Func<Outcome, Outcome> change)
    {
        Observations perfect = Perfect(schedule);
        ObservedInstance instance = perfect.Instances["w"];
        return perfect with
        {
            Instances = new Dictionary<string, ObservedInstance> { ["w"] = instance with { Output = change(instance.Output!) } },
        };
    }

    private static Observations Failed(Schedule schedule, string text, DateTimeOffset? killedAt)
    {
        Observations perfect = Perfect(schedule);
        ObservedInstance instance = perfect.Instances["w"] with { Status = "Failed", Output = null, Text = text };
        return perfect with
        {
            Instances = new Dictionary<string, ObservedInstance> { ["w"] = instance },
            HandlerKills = killedAt is { } at ? [at] : [],
        };
    }

    private static Observations Perfect(Schedule schedule) => new()
    {
        Instances = schedule.Workflows.ToDictionary(workflow => workflow.Name, Instance),
        Journal = [.. schedule.Workflows.SelectMany(Journal)],
        Sent = [],
    };

    private static ObservedInstance Instance(WorkflowCase workflow)
    {
        Expectation expected = WorkflowModel.Expect(workflow);
        string ballast = Ballast.Of(workflow.Name, workflow.Plan.OutputBytes);
        Outcome? output = expected.Status == "Completed"
            ? new Outcome(expected.Value!, expected.Sum, [.. Enumerable.Range(1, expected.LoopEvents)], [], ballast)
            : null;
        return new ObservedInstance(expected.Status, output, expected.Failure ?? "", expected.CustomStatus, Ended);
    }

    private static IEnumerable<JournalLine> Journal(WorkflowCase workflow)
        => WorkflowModel.Expect(workflow).Effects.SelectMany(effect => Enumerable.Range(0, effect.Failed + effect.Done)
            .Select(run => new JournalLine(effect.Keys[0], run < effect.Failed, workflow.Name)));
}
