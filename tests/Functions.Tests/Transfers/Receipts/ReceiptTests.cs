using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Receipts;
using DtnBox.Receipts;

namespace DtnBox.Functions.Tests.Transfers.Receipts;

/// <summary>From the end of a transfer to a signed receipt, with crashes in between and agents that come late.</summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private readonly SigningSites _sites = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _sites.InitializeAsync();

    public ValueTask DisposeAsync() => _sites.DisposeAsync();

    [Fact]
    public async Task Receipt_BothAgentsSign_IsWholeAndSigned()
    {
        TransferRow row = await _sites.EndAndAskAsync(TransferState.SucceededWithErrors);
        await _sites.SignAsync(row, SigningSites.Copier, _sites.CopierKey);
        await _sites.SignAsync(row, SigningSites.Verifier, _sites.VerifierKey);
        ReceiptVerdict verdict = await _sites.VerifyAsync(row);
        Assert.Empty(verdict.Faults);
        Assert.Equal(new ReceiptEnd(Objects: 2, Bytes: 30, Failed: 2, Skipped: 7), verdict.End);
        Assert.Equal(["copy", "verify"], verdict.Header!.Signers.Select(signer => signer.Role));
        Assert.Equal("127.0.0.1:9", verdict.Header.Source.Endpoint);
    }

    [Fact]
    public async Task Receipt_Objects_ClaimWhatWasProvenAndNoMore()
    {
        TransferRow row = await _sites.EndAsync(TransferState.SucceededWithErrors);
        List<ReceiptObject> objects = await ObjectsAsync(row);
        Assert.Equal(["in/a", "in/b", "in/c", "in/d"], objects.Select(found => found.Key));
        Assert.Equal(
            new ReceiptObject(
                "in/a", 10, "out/a", "aa", SourceETag: "e", DestinationETag: "de", DestinationVersionId: "v",
                CopiedAt: EndedTransfer.At(1), VerifiedAt: EndedTransfer.At(2)),
            objects[0]);
        Assert.Equal(["p1", "p2"], objects[1].PartSha256);

        // One failed; the other was copied again after its read-back, and that copy was never read.
        Assert.Equal(new ReceiptObject("in/c", 30, Failed: "access_denied"), objects[2]);
        Assert.Equal(new ReceiptObject("in/d", 40, Failed: "not_proven"), objects[3]);
    }

    [Fact]
    public async Task Receipt_OnceWritten_StaysAsItIs()
    {
        TransferRow row = await _sites.EndAsync(TransferState.Succeeded);
        byte[] first = await _sites.BytesAsync(row);
        await _sites.Plane.Get<StorageAccount>().Chunks.UpdateEntityAsync(
            new TotalsRow { PartitionKey = row.GetId(), RowKey = TotalsRow.Key, Chunks = 2, ObjectsSkipped = 8 }, Azure.ETag.All, cancellationToken: Cancel);
        Assert.Equal(first, await _sites.BytesAsync(row));
    }

    [Fact]
    public async Task Receipt_OfATransferThatWentOn_IsNotWritten()
    {
        TransferRow row = await _sites.EndAsync(TransferState.SucceededWithErrors);
        await _sites.Plane.Get<TransferStore>().ChangeAsync(
            row.GetId(), next => next.TryMove(TransferState.Queued, EndedTransfer.At(9)), Cancel);
        Assert.Null(await _sites.Plane.Get<ReceiptManifests>().OpenAsync(row, Cancel));
        Assert.Null(await _sites.Plane.Get<ReceiptBlobs>().OpenAsync(row.GetId(), row.Attempt, Cancel));
    }

    [Fact]
    public async Task End_TheProcessDiesBeforeAnybodyIsAsked_TheTimerAsks()
    {
        await _sites.EndAsync(TransferState.Succeeded);
        Assert.Empty(await _sites.LeaseAsync(SigningSites.Copier));
        await _sites.Plane.Get<ReceiptRequests>().RequestDueAsync(Cancel);
        Assert.Single(await _sites.LeaseAsync(SigningSites.Copier));
        Assert.Single(await _sites.LeaseAsync(SigningSites.Verifier));
        Assert.Empty(await _sites.Plane.Get<StorageAccount>().Transfers
            .ReadRangeAsync<ReceiptDueRow>(TransferRow.Partition, ReceiptDueRow.Prefix, cancellationToken: Cancel)
            .ToListAsync(Cancel));
    }

    [Fact]
    public async Task Request_AgainWhileOneIsOpen_AsksOnce()
    {
        TransferRow row = await _sites.EndAndAskAsync();
        await _sites.Plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        Assert.Single(await _sites.LeaseAsync(SigningSites.Copier));
    }

    [Fact]
    public async Task Request_AfterAnAgentRefused_AsksAgainAndTellsWhy()
    {
        TransferRow row = await _sites.EndAndAskAsync();
        var fault = new Fault(FaultCodes.Internal, "the chain is broken", "ask again");
        LeasedCommand lease = Assert.Single(await _sites.LeaseAsync(SigningSites.Copier));
        await _sites.AnswerAsync(lease, SigningSites.Copier, new CompleteCommand("l", CommandOutcome.Failed, null, fault));
        ReceiptView view = await _sites.ViewAsync(row);
        Assert.Equal(fault, view.Signers[0].Fault);

        await _sites.Plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        await _sites.SignAsync(row, SigningSites.Copier, _sites.CopierKey);
        view = await _sites.ViewAsync(row);
        Assert.Equal((SigningSites.Copier.ToString(), null), (view.Signers[0].AgentId, view.Signers[0].Fault));
    }

    [Fact]
    public async Task Sign_WithAnotherKeyThanTheAgentEnrolledWith_IsNotTaken()
    {
        TransferRow row = await _sites.EndAndAskAsync();
        await _sites.SignAsync(row, SigningSites.Copier, _sites.VerifierKey);
        Assert.Contains("another key", (await _sites.ViewAsync(row)).Signers[0].Fault!.Message, StringComparison.Ordinal);
        Assert.Contains("It is not signed by site-a (copy).", (await _sites.VerifyAsync(row)).Faults);
    }

    [Fact]
    public async Task Sign_AnotherReceiptThanIsStored_IsNotTaken()
    {
        TransferRow row = await _sites.EndAndAskAsync();
        await _sites.SignAsync(row, SigningSites.Copier, _sites.CopierKey, chain: new string('0', 64));
        Assert.Contains("another receipt", (await _sites.ViewAsync(row)).Signers[0].Fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TransferState.Succeeded, TransferKind.Copy, true)]
    [InlineData(TransferState.SucceededWithErrors, TransferKind.Copy, true)]
    [InlineData(TransferState.Failed, TransferKind.Copy, false)]
    [InlineData(TransferState.Copying, TransferKind.Copy, false)]
    [InlineData(TransferState.Succeeded, TransferKind.DryRun, false)]
    [InlineData(TransferState.Succeeded, TransferKind.Verify, false)]
    public void HasReceipt_OnlyACopyThatEnded(TransferState state, TransferKind kind, bool has)
    {
        var row = new TransferRow { State = state };
        row.SetSettings(new TransferSettings(kind));
        Assert.Equal(has, ReceiptRules.HasReceipt(row));
    }

    private async Task<List<ReceiptObject>> ObjectsAsync(TransferRow row)
    {
        using var reader = new ReceiptReader(new MemoryStream(await _sites.BytesAsync(row)));
        await reader.ReadHeaderAsync(Cancel);
        return await reader.ReadObjectsAsync(Cancel).ToListAsync(Cancel);
    }
}
