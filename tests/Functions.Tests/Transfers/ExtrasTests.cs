using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class ExtrasTests
{
    private const int Limit = 5;

    private static readonly TransferSettings Mirror = new(DeleteExtras: new DeleteExtras(Limit));
    private static readonly Fault Unreachable = new(FaultCodes.StoreUnreachable, "down", "wait", Transient: true);

    [Fact]
    public void Run_ExtrasThatMayGo_DeletesThemAfterTheLastReadBack()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 3, ranges: 1) { Settings = Mirror, ExtrasPagesToDelete = 2 };
        int verifiedBefore = -1;
        transfer.Answer = command =>
        {
            if (command.Name == CommandNames.DeleteExtras)
            {
                verifiedBefore = transfer.VerifiedChunks;
                Assert.Equal(2, command.Input.GetProperty("pages").GetInt32());
            }

            return null;
        };

        transfer.DriveToEnd();

        Assert.Equal((3, 1), (verifiedBefore, transfer.Scheduled[CommandNames.DeleteExtras]));
        Assert.Null(transfer.End!.Fault);
    }

    [Fact]
    public void Run_ExtrasThatMayNotGo_DeletesNothing()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 1, ranges: 1) { Settings = Mirror, ExtrasPagesToDelete = 0 };
        transfer.DriveToEnd();
        Assert.Contains(nameof(CheckExtras), transfer.Activities);
        Assert.DoesNotContain(CommandNames.DeleteExtras, transfer.Scheduled.Keys);
    }

    [Theory]
    [InlineData(TransferKind.DryRun)]
    [InlineData(TransferKind.Verify)]
    public void Run_KindsThatWriteNothing_DeleteNothing(TransferKind kind)
    {
        var transfer = new SimulatedTransfer(rangeChunks: 1, ranges: 1)
        {
            Settings = Mirror with { Kind = kind }, ExtrasPagesToDelete = 2,
        };
        transfer.DriveToEnd();
        Assert.DoesNotContain(CommandNames.DeleteExtras, transfer.Scheduled.Keys);
    }

    [Fact]
    public void Run_StoreAwayWhileDeleting_TriesAgain()
    {
        int asked = 0;
        var transfer = new SimulatedTransfer(rangeChunks: 1, ranges: 1)
        {
            Settings = Mirror,
            ExtrasPagesToDelete = 1,
            Answer = command => command.Name == CommandNames.DeleteExtras && asked++ == 0
                ? SimulatedTransfer.Failure(Unreachable)
                : null,
        };
        transfer.DriveToEnd();
        Assert.Equal(2, transfer.Scheduled[CommandNames.DeleteExtras]);
        Assert.Null(transfer.End!.Fault);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(3, 3, true)]
    [InlineData(3, 2, false)]
    public void MayDeleteExtras_NeedsEverythingProven(long planned, long verified, bool expected)
        => Assert.Equal(expected, FinishRun.MayDeleteExtras(Row(Mirror), Totals(planned, verified, found: Limit)));

    [Fact]
    public void MayDeleteExtras_MoreThanTheLimitOrStillListing_Never()
    {
        Assert.False(FinishRun.MayDeleteExtras(Row(Mirror), Totals(3, 3, found: Limit + 1)));
        TotalsRow listing = Totals(3, 3, found: 1);
        listing.ListingComplete = false;
        Assert.False(FinishRun.MayDeleteExtras(Row(Mirror), listing));
        Assert.False(FinishRun.MayDeleteExtras(Row(Mirror with { Kind = TransferKind.DryRun }), Totals(3, 3, found: 1)));
        Assert.False(FinishRun.MayDeleteExtras(Row(new TransferSettings()), Totals(3, 3, found: 1)));
    }

    [Theory]
    [InlineData(0, 0, TransferState.Succeeded, null)]
    [InlineData(5, 5, TransferState.Succeeded, null)]
    [InlineData(5, 4, TransferState.SucceededWithErrors, null)]
    [InlineData(6, 0, TransferState.SucceededWithErrors, FaultCodes.TooManyExtras)]
    public void Judge_Extras_SayHowItEnded(long found, long deleted, TransferState expected, string? code)
    {
        TotalsRow totals = Totals(3, 3, found);
        totals.Set(new DeleteExtrasResult(deleted, found - deleted, new Dictionary<string, FaultSummary>(StringComparer.Ordinal)));
        (TransferState state, Fault? fault) = FinishRun.Judge(Row(Mirror), totals, fault: null);
        Assert.Equal((expected, code), (state, fault?.Code));
    }

    [Fact]
    public void Judge_NothingAtTheSource_FailsWhateverTheDestinationHas()
        => Assert.Equal(
            FaultCodes.NothingFound, FinishRun.Judge(Row(Mirror), Totals(0, 0, found: 1), fault: null).Fault!.Code);

    [Fact]
    public void Check_ExtrasWhereTheyCannotBe_SaysWhy()
    {
        Assert.Equal(["settings.deleteExtras.limit"], Check(new TransferSettings(DeleteExtras: new DeleteExtras(0))));
        Assert.Equal(["settings.deleteExtras"], Check(Mirror with { Kind = TransferKind.Verify }));
        Assert.Equal(["settings.deleteExtras"], Check(Mirror with { Selection = new Selection(KeyList: "list") }));
        Assert.Empty(Check(Mirror with { Kind = TransferKind.DryRun }));
    }

    private static ICollection<string> Check(TransferSettings settings)
    {
        var errors = new FieldErrors();
        ExtrasRules.Check(settings, errors);
        return errors.ToDictionary().Keys;
    }

    private static TotalsRow Totals(long planned, long verified, long found) => new()
    {
        ListingComplete = true, ObjectsPlanned = planned, ObjectsVerified = verified, ExtrasFound = found, ExtrasPages = 1,
    };

    private static TransferRow Row(TransferSettings settings)
    {
        var row = new TransferRow { State = TransferState.Copying };
        row.SetLocations(new Location("a", "data", string.Empty), new Location("b", "in", string.Empty));
        row.SetSettings(settings);
        return row;
    }
}
