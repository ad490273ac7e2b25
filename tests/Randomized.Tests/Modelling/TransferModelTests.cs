using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Randomized.Tests.Generation;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>The model on a dataset small enough to know the outcome by looking at it.</summary>
public sealed class TransferModelTests
{
    [Theory]
    [InlineData(SyncMode.All, 4, 100)]
    [InlineData(SyncMode.Missing, 1, 10)]
    [InlineData(SyncMode.SizeDiffers, 2, 50)]
    [InlineData(SyncMode.Newer, 4, 100)]
    [InlineData(SyncMode.ChecksumDiffers, 3, 80)]
    public void Expect_Copy_PlansWhatTheSyncModeSays(SyncMode sync, int planned, int bytes)
    {
        TransferTotals totals = Expect(new TransferSettings(Sync: sync)).Totals;
        Assert.Equal((planned, bytes, 4 - planned), (totals.ObjectsPlanned, totals.BytesPlanned, totals.ObjectsSkipped));
        Assert.Equal((planned, planned), (totals.ObjectsCopied, totals.ObjectsVerified));
    }

    [Fact]
    public void Expect_DestinationIsNewer_IsKept()
    {
        Schedule schedule = Samples.Of(new TransferSettings(Sync: SyncMode.Newer)) with { DestinationIsNewer = true };
        Assert.Equal(1, TransferModel.Expect(schedule).Totals.ObjectsPlanned);
    }

    [Fact]
    public void Expect_Copy_ReplacesWhatIsPlannedAndKeepsTheRest()
    {
        IReadOnlyDictionary<string, Content> after = Expect(new TransferSettings()).Destination;
        Assert.Equal(new Content(10, 1), after["a/missing.dat"]);
        Assert.Equal(new Content(30, 33), after["b/other.dat"]);
        Assert.Equal(new Content(40, 4), after["b/size.tmp"]);
        Assert.Equal(6, after.Count);
    }

    [Fact]
    public void Expect_Rules_LeaveOutAndAreNotCounted()
    {
        TransferTotals totals = Expect(new TransferSettings(
            Sync: SyncMode.All, Selection: new Selection([new KeyRule(KeyRuleAction.Exclude, "*.tmp")]))).Totals;
        Assert.Equal((3, 0), (totals.ObjectsPlanned, totals.ObjectsSkipped));
    }

    [Fact]
    public void Expect_NothingTaken_Fails()
    {
        Expectation expected = Expect(new TransferSettings(Selection: new Selection([new KeyRule(KeyRuleAction.Include, "x")])));
        Assert.Equal((TransferState.Failed, FaultCodes.NothingFound), (expected.State, Assert.Single(expected.FaultCodes)));
        Assert.Equal(5, expected.Destination.Count);
    }

    [Fact]
    public void Expect_ExtrasWithinTheLimit_AreDeletedUnlessTheRulesLeaveThemOut()
    {
        Expectation expected = Expect(new TransferSettings(
            DeleteExtras: new DeleteExtras(2), Selection: new Selection([new KeyRule(KeyRuleAction.Exclude, "*.tmp")])));
        Assert.Equal((1, 1), (expected.Totals.ExtrasFound, expected.Totals.ExtrasDeleted));
        Assert.DoesNotContain("a/extra.dat", expected.Destination.Keys);
        Assert.Contains("b/extra.tmp", expected.Destination.Keys);
    }

    [Fact]
    public void Expect_TooManyExtras_KeepsThemAndSaysSo()
    {
        Expectation expected = Expect(new TransferSettings(DeleteExtras: new DeleteExtras(1)));
        Assert.Equal(TransferState.SucceededWithErrors, expected.State);
        Assert.Equal((2, 0), (expected.Totals.ExtrasFound, expected.Totals.ExtrasDeleted));
        Assert.Equal(6, expected.Destination.Count);
    }

    [Fact]
    public void Expect_DryRun_ChangesNothing()
    {
        Schedule schedule = Samples.Of(new TransferSettings(TransferKind.DryRun, DeleteExtras: new DeleteExtras(2)));
        Expectation expected = TransferModel.Expect(schedule);
        Assert.Equal((TransferState.Succeeded, 2, 0, 2), (
            expected.State, expected.Totals.ObjectsPlanned, expected.Totals.ObjectsCopied, expected.Totals.ExtrasFound));
        Assert.Equal(TransferModel.Before(schedule), expected.Destination);
    }

    [Fact]
    public void Expect_Verify_CountsWhatIsTheSame()
    {
        Expectation expected = Expect(new TransferSettings(TransferKind.Verify));
        Assert.Equal((TransferState.SucceededWithErrors, 4, 1, 3), (
            expected.State, expected.Totals.ObjectsPlanned, expected.Totals.ObjectsVerified, expected.Totals.ObjectsFailed));
    }

    private static Expectation Expect(TransferSettings settings) => TransferModel.Expect(Samples.Of(settings));
}
