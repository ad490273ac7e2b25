using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Randomized.Tests.Generation;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>A right outcome passes, and each way to be wrong is noticed.</summary>
public sealed class VerdictTests
{
    private static readonly Schedule Copy = Samples.Of(new TransferSettings(), Samples.Kill);
    private static readonly Schedule Stopped = Copy with { Orders = [new Order.Stop(1, Restarts: false)] };

    [Fact]
    public void Of_WhatTheModelSays_FindsNothing() => Assert.All(
        Enumerable.Range(1, 200).Select(ScheduleGenerator.Generate)
            .Where(schedule => schedule.Objects.Sum(item => item.Content.Size) < ScheduleGenerator.Mebibyte),
        schedule => Assert.Empty(Verdict.Of(schedule, Samples.Perfect(schedule))));

    [Theory]
    [InlineData(TransferState.Failed)]
    [InlineData(TransferState.SucceededWithErrors)]
    [InlineData(TransferState.Parked)]
    [InlineData(TransferState.Stopped)]
    [InlineData(TransferState.Copying)]
    public void Of_AnotherState_IsAViolation(TransferState state)
        => AssertViolates(seen => seen with { Transfer = seen.Transfer with { State = state } });

    [Fact]
    public void Of_SuccessOverAMissingObject_IsAViolation() => AssertViolates(seen => seen with
    {
        Destination = Without(seen.Destination, "a/missing.dat"),
    });

    [Fact]
    public void Of_SuccessOverOtherBytes_IsAViolation() => AssertViolates(seen => seen with
    {
        Destination = With(seen.Destination, "b/size.tmp", new Content(40, 99)),
    });

    [Fact]
    public void Of_ObjectThatWasToBeKept_IsAViolationWhenItIsReplacedOrGone()
    {
        AssertViolates(seen => seen with { Destination = With(seen.Destination, "b/other.dat", new Content(30, 3)) });
        AssertViolates(seen => seen with { Destination = Without(seen.Destination, "a/extra.dat") });
    }

    [Fact]
    public void Of_ObjectThatNobodyPut_IsAViolation()
        => AssertViolates(seen => seen with { Destination = With(seen.Destination, "new", new Content(1, 1)) });

    [Fact]
    public void Of_ChangedSource_IsAViolation()
        => AssertViolates(seen => seen with { Source = Without(seen.Source, "a/same.dat") });

    [Fact]
    public void Of_WrongCounter_IsAViolation() => AssertViolates(seen => seen with
    {
        Transfer = seen.Transfer with { Totals = seen.Transfer.Totals with { BytesVerified = 1 } },
    });

    [Fact]
    public void Of_FaultWithoutCause_IsAViolation() => AssertViolates(seen => seen with
    {
        Transfer = seen.Transfer with { Fault = new Fault(FaultCodes.StoreError, "Cause.", "Next.") },
    });

    [Fact]
    public void Of_OtherHandlingOfKeys_IsAViolation() => AssertViolates(seen => seen with
    {
        Transfer = seen.Transfer with { Keys = new KeyHandling(KeyMode.Shared, "Why.") },
    });

    [Fact]
    public void Of_AcknowledgedBytesSentAgain_IsAViolation() => AssertViolates(seen => seen with { SentAgain = ["2 × key"] });

    [Fact]
    public void Of_OrchestrationThatRunsOn_IsAViolation()
        => AssertViolates(seen => seen with { OpenOrchestrations = ["t.1 (Running)"] });

    [Fact]
    public void Of_FaultOnTheWay_IsAViolation() => AssertViolates(seen => seen with { Faults = ["2 rows were left."] });

    [Theory]
    [InlineData(FaultCodes.StoreError, true)]
    [InlineData(FaultCodes.Throttled, true)]
    [InlineData(FaultCodes.Internal, false)]
    [InlineData(FaultCodes.AccessDenied, false)]
    public void Of_GivenUp_IsAllowedOnlyWhenAStoreWasInTroubleAndTimeMendsIt(string code, bool allowed)
    {
        Schedule troubled = Samples.Of(new TransferSettings(), Samples.StoreFault);
        Assert.Equal(allowed, Verdict.Of(troubled, Samples.Perfect(troubled) with { GivenUpWith = [code] }).Count == 0);
        AssertViolates(seen => seen with { GivenUpWith = [code] });
    }

    [Fact]
    public void HasGivenUp_TellsAnEndThatMustBeFromOneThatARestartMayMend()
    {
        Schedule troubled = Samples.Of(new TransferSettings(), Samples.StoreFault);
        Schedule fails = Samples.Of(
            new TransferSettings(Selection: new Selection([new KeyRule(KeyRuleAction.Include, "x")])), Samples.StoreFault);
        TransferView failed = Samples.Perfect(troubled).Transfer with { State = TransferState.Failed };
        Assert.True(Verdict.HasGivenUp(troubled, failed));
        Assert.False(Verdict.HasGivenUp(Copy, failed));
        Assert.False(Verdict.HasGivenUp(fails, failed with { Totals = TransferModel.Expect(fails).Totals }));
        Assert.True(Verdict.HasGivenUp(fails, failed with { Totals = failed.Totals with { ObjectsFailed = 1 } }));
        Assert.False(Verdict.HasGivenUp(troubled, failed with { State = TransferState.Succeeded }));
        Assert.False(Verdict.HasGivenUp(Stopped with { Faults = troubled.Faults }, failed with { State = TransferState.Stopped }));
    }

    [Fact]
    public void Of_Stopped_MayHaveOldOrNewBytesAndNothingElse()
    {
        Assert.Empty(Verdict.Of(Stopped, Rest(seen => Without(seen, "a/missing.dat"))));
        Assert.Empty(Verdict.Of(Stopped, Rest(seen => With(seen, "b/size.tmp", new Content(44, 4)))));
        Assert.NotEmpty(Verdict.Of(Stopped, Rest(seen => With(seen, "b/size.tmp", new Content(39, 4)))));
        Assert.NotEmpty(Verdict.Of(Stopped, Rest(seen => Without(seen, "a/same.dat"))));
        Assert.NotEmpty(Verdict.Of(Stopped, Rest(seen => With(seen, "half", new Content(1, 1)))));
    }

    [Fact]
    public void Of_StoppedWithCountersThatCannotBe_IsAViolation()
    {
        Observations seen = Rest(there => With(there, "a/same.dat", new Content(20, 2)));
        TransferTotals totals = seen.Transfer.Totals with { ObjectsVerified = 2, ObjectsCopied = 1 };
        Assert.NotEmpty(Verdict.Of(Stopped, seen with { Transfer = seen.Transfer with { Totals = totals } }));
    }

    private static Observations Rest(Func<IReadOnlyDictionary<string, string>, Dictionary<string, string>> change)
    {
        Observations seen = Samples.Perfect(Stopped);
        return seen with
        {
            Transfer = seen.Transfer with { State = TransferState.Stopped },
            Destination = change(seen.Destination),
        };
    }

    private static void AssertViolates(Func<Observations, Observations> change)
        => Assert.NotEmpty(Verdict.Of(Copy, change(Samples.Perfect(Copy))));

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> objects, string key, Content content)
        => new(objects, StringComparer.Ordinal) { [key] = content.Sha256() };

    private static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> objects, string key)
    {
        Dictionary<string, string> rest = new(objects, StringComparer.Ordinal);
        rest.Remove(key);
        return rest;
    }
}
