using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class TotalsRowTests
{
    private static readonly Location Source = new("site-a", "data", string.Empty);
    private static readonly Location Destination = new("site-b", "data", string.Empty);

    [Fact]
    public void Add_TheSameRangeTwice_CountsOnce()
    {
        var totals = new TotalsRow();
        Assert.True(totals.Add(Range(after: null, first: 1), new PlanCopyResult(2, 10, 100, 1, 5, "k10")));
        Assert.False(totals.Add(Range(after: null, first: 1), new PlanCopyResult(2, 10, 100, 1, 5, "k10")));
        Assert.Equal((2, 1, 10, 100, 1, 5), (
            totals.Chunks, totals.Ranges, totals.ObjectsPlanned, totals.BytesPlanned, totals.ObjectsSkipped, totals.BytesSkipped));
    }

    [Fact]
    public void Add_ARangeThatSkippedEverything_CountsOnce()
    {
        var totals = new TotalsRow();
        var result = new PlanCopyResult(0, 0, 0, 7, 70, "k7");
        Assert.True(totals.Add(Range(after: null, first: 1), result));
        Assert.False(totals.Add(Range(after: null, first: 1), result));
        Assert.Equal(7, totals.ObjectsSkipped);
    }

    [Fact]
    public void Add_TheLastRange_CompletesTheListingForGood()
    {
        var totals = new TotalsRow();
        Assert.True(totals.Add(Range(after: null, first: 1), new PlanCopyResult(1, 1, 1, 0, 0, null)));
        Assert.True(totals.ListingComplete);
        Assert.False(totals.Add(Range(after: null, first: 1), new PlanCopyResult(1, 1, 1, 0, 0, null)));
        Assert.Equal(1, totals.Chunks);
    }

    [Fact]
    public void Replace_AChunkCopiedAgainWithItsTags_TakesItsLossOut()
    {
        var totals = new TotalsRow();
        var planned = new ChunkRow { Objects = 2 };
        ChunkRow without = planned.Copy();
        without.WriteNotCopied(new Dictionary<string, long> { ["tags"] = 2 });
        totals.Replace(planned, without);
        Assert.Equal(2, totals.ReadNotCopied()!["tags"]);

        ChunkRow with = without.Copy();
        with.WriteNotCopied(null);
        totals.Replace(without, with);
        Assert.Null(totals.ReadNotCopied());
    }

    [Fact]
    public void Replace_AChunkThatFailedAndThenMended_TakesItsFaultsOut()
    {
        var totals = new TotalsRow();
        var planned = new ChunkRow { Objects = 2 };
        ChunkRow failed = planned.Copy();
        failed.ObjectsFailed = 1;
        failed.WriteFaults(Faults(1));
        totals.Replace(planned, failed);
        Assert.Equal(1, totals.ReadFaults()[FaultCodes.Throttled].Count);

        ChunkRow mended = failed.Copy();
        mended.ObjectsFailed = 0;
        mended.ObjectsCopied = 2;
        mended.WriteFaults(Faults(0));
        totals.Replace(failed, mended);
        Assert.Empty(totals.ReadFaults());
        Assert.Equal((2, 0), (totals.ObjectsCopied, totals.ObjectsFailed));
    }

    private static Dictionary<string, FaultSummary> Faults(long count)
    {
        Dictionary<string, FaultSummary> faults = new(StringComparer.Ordinal);
        if (count > 0)
        {
            faults[FaultCodes.Throttled] = new FaultSummary(count, "k", new Fault(FaultCodes.Throttled, "m", "n", true));
        }

        return faults;
    }

    private static PlanCopyInput Range(string? after, int first)
        => new(Source, Destination, new TransferSettings(), after, first, 1000);
}
