using System.IO.Compression;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class TransferLedgerTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private static readonly Fault Denied = new(FaultCodes.AccessDenied, "denied", "ask");

    private readonly string _transfer = $"t{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TransferLedger Ledger => plane.Get<TransferLedger>();

    [Fact]
    public async Task Apply_TheSameResultTwice_CountsOnce()
    {
        await PlanAsync(chunks: 1, objects: 10, bytes: 1000);
        for (int i = 0; i < 2; i++)
        {
            await ApplyAsync(CommandNames.CopyChunk, 1, Result(done: 10, bytes: 1000));
        }

        TotalsRow totals = await Ledger.TotalsAsync(_transfer, Cancel);
        Assert.Equal((10, 1000), (totals.ObjectsCopied, totals.BytesCopied));
    }

    [Fact]
    public async Task Apply_ACrashBetweenLedgerAndQueue_LeavesChunkAndSumsAgreeing()
    {
        // The process died after the ledger was written and before the command was done: the agent completes again,
        // by then with more done.
        await PlanAsync(chunks: 1, objects: 10, bytes: 1000);
        await ApplyAsync(CommandNames.CopyChunk, 1, Result(done: 4, bytes: 400), CommandOutcome.Stopped);
        await ApplyAsync(CommandNames.CopyChunk, 1, Result(done: 10, bytes: 1000));
        TotalsRow totals = await Ledger.TotalsAsync(_transfer, Cancel);
        Assert.Equal((10, 1000), (totals.ObjectsCopied, totals.BytesCopied));
        Assert.Equal(ChunkState.Copied, (await Ledger.ChunkAsync(_transfer, 1, Cancel))!.State);
    }

    [Fact]
    public async Task Apply_StoppedCopy_KeepsTheChunkPending()
    {
        await PlanAsync(chunks: 1, objects: 10, bytes: 1000);
        await ApplyAsync(CommandNames.CopyChunk, 1, Result(done: 4, bytes: 400), CommandOutcome.Stopped);
        Assert.True((await Ledger.ChunkAsync(_transfer, 1, Cancel))!.IsPending(attempt: 1));
    }

    [Fact]
    public async Task Apply_StoppedInTheMiddleOfAnObject_KeepsTheBytesOfItsParts()
    {
        await PlanAsync(chunks: 1, objects: 1, bytes: 1000);
        await ApplyAsync(CommandNames.CopyChunk, 1, Result(done: 0, bytes: 0), CommandOutcome.Stopped, reportedBytes: 600);
        Assert.Equal(600, (await Ledger.TotalsAsync(_transfer, Cancel)).BytesCopied);
        await ApplyAsync(CommandNames.CopyChunk, 1, Result(done: 1, bytes: 1000), reportedBytes: 900);
        Assert.Equal(1000, (await Ledger.TotalsAsync(_transfer, Cancel)).BytesCopied);
    }

    [Fact]
    public async Task Apply_EveryObjectVerified_SettlesTheChunk()
    {
        await PlanAsync(chunks: 1, objects: 10, bytes: 1000);
        await ApplyAsync(CommandNames.CopyChunk, 1, Result(done: 10, bytes: 1000));
        await ApplyAsync(CommandNames.VerifyChunk, 1, Result(done: 10, bytes: 1000));
        Assert.False((await Ledger.ChunkAsync(_transfer, 1, Cancel))!.IsPending(attempt: 1));
    }

    [Fact]
    public async Task Settle_AChunkWithFailures_IsPendingAgainOnlyInTheNextAttempt()
    {
        await PlanAsync(chunks: 1, objects: 10, bytes: 1000);
        await ApplyAsync(CommandNames.CopyChunk, 1, Result(done: 9, bytes: 900, failed: 1));
        await Ledger.SettleAsync(_transfer, 1, attempt: 1, Cancel);
        ChunkRow chunk = (await Ledger.ChunkAsync(_transfer, 1, Cancel))!;
        Assert.Equal((false, true), (chunk.IsPending(attempt: 1), chunk.IsPending(attempt: 2)));
        Assert.Equal(1, (await Ledger.TotalsAsync(_transfer, Cancel)).ReadFaults()[FaultCodes.AccessDenied].Count);
    }

    [Fact]
    public async Task Apply_ManyChunksAtOnce_LosesNoCount()
    {
        await PlanAsync(chunks: 20, objects: 20, bytes: 20);
        await Task.WhenAll(Enumerable.Range(1, 20)
            .Select(chunk => ApplyAsync(CommandNames.CopyChunk, chunk, Result(done: 1, bytes: 1))));
        Assert.Equal(20, (await Ledger.TotalsAsync(_transfer, Cancel)).ObjectsCopied);
    }

    [Fact]
    public async Task Objects_PlanCopiedVerified_ShowEachObjectsState()
    {
        await PlanAsync(chunks: 1, objects: 4, bytes: 4);
        LedgerBlobs blobs = plane.Get<LedgerBlobs>();
        await blobs.StorePlanAsync(
            _transfer, 1, Lines("abcd".Select(key => new PlannedObject(key.ToString(), 1, "e"))), Cancel);
        await blobs.AppendAsync(
            _transfer, 1, LedgerStreams.Copied, Lines([new CopiedObject("a", 1, "e", "h"), new CopiedObject("b", 1, "e", "h")]), Cancel);
        await blobs.AppendAsync(
            _transfer, 1, LedgerStreams.Copied, Lines([new CopiedObject("c", 1, "e", Fault: Denied)]), Cancel);
        await blobs.AppendAsync(_transfer, 1, LedgerStreams.Verified, Lines([new VerifiedObject("a", "h")]), Cancel);

        Page<ObjectView> page = await plane.Get<TransferObjects>().PageAsync(_transfer, null, 0, 100, Cancel);
        Assert.Equal(
            [("a", ObjectState.Verified), ("b", ObjectState.Copied), ("c", ObjectState.Failed), ("d", ObjectState.Pending)],
            page.Items.Select(item => (item.Key, item.State)));
        Assert.Equal(Denied, page.Items[2].Fault);
        Assert.Null(page.Next);
    }

    private static BinaryData Lines<TLine>(IEnumerable<TLine> lines)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (TLine line in lines)
            {
                JsonSerializer.Serialize(gzip, line, ContractJson.Options);
                gzip.WriteByte((byte)'\n');
            }
        }

        return BinaryData.FromBytes(buffer.ToArray());
    }

    private static ChunkResult Result(long done, long bytes, long failed = 0)
    {
        Dictionary<string, FaultSummary> faults = new(StringComparer.Ordinal);
        if (failed > 0)
        {
            faults[Denied.Code] = new FaultSummary(failed, "k", Denied);
        }

        return new ChunkResult(done, bytes, failed, faults);
    }

    private async Task PlanAsync(int chunks, long objects, long bytes)
    {
        for (int chunk = 1; chunk <= chunks; chunk++)
        {
            await Ledger.EnterAsync(_transfer, chunk, objects / chunks, bytes / chunks, Cancel);
        }

        await ApplyAsync(CommandNames.PlanCopy, null, new PlanCopyResult(chunks, objects, bytes, 0, 0, null));
    }

    private Task ApplyAsync(
        string name,
        int? chunk,
        object result,
        CommandOutcome outcome = CommandOutcome.Succeeded,
        long reportedBytes = 0)
    {
        var place = new Location("n", "data", string.Empty);
        var command = new CommandRow
        {
            TransferId = _transfer,
            Name = name,
            InputJson = JsonSerializer.Serialize(
                new PlanCopyInput(place, place, new TransferSettings(), null, 1, 10), ContractJson.Options),
        };
        return Ledger.ApplyAsync(
            command,
            new OpenCommandRow { Chunk = chunk, BytesDone = reportedBytes },
            new CompleteCommand("lease", outcome, JsonSerializer.SerializeToElement(result, ContractJson.Options), null),
            Cancel);
    }
}
