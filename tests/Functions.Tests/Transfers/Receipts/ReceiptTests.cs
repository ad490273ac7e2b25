using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Receipts;
using DtnBox.Receipts;

namespace DtnBox.Functions.Tests.Transfers.Receipts;

/// <summary>From the end of a transfer to a signed receipt, with crashes in between and agents that come late.</summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private static readonly AgentId Copier = new("site-a", "a1");
    private static readonly AgentId Verifier = new("site-b", "b1");

    private readonly ControlPlane _plane = new();
    private readonly ECDsa _copierKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _verifierKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TransferStore Store => _plane.Get<TransferStore>();

    public async ValueTask InitializeAsync()
    {
        await _plane.InitializeAsync();
        foreach ((AgentId agent, ECDsa key) in new[] { (Copier, _copierKey), (Verifier, _verifierKey) })
        {
            await _plane.AddNodeAsync(agent.NodeId);
            await _plane.Get<StorageAccount>().Agents.AddEntityAsync(
                new AgentRow
                {
                    PartitionKey = agent.NodeId,
                    RowKey = AgentRow.Prefix + agent.Name,
                    PublicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
                },
                Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _plane.DisposeAsync();
        _copierKey.Dispose();
        _verifierKey.Dispose();
    }

    [Fact]
    public async Task Receipt_BothAgentsSign_IsWholeAndSigned()
    {
        TransferRow row = await EndedAsync(TransferState.SucceededWithErrors);
        await _plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        await SignAsync(row, Copier, _copierKey);
        await SignAsync(row, Verifier, _verifierKey);
        ReceiptVerdict verdict = await VerifyAsync(row);
        Assert.Empty(verdict.Faults);
        Assert.Equal(new ReceiptEnd(Objects: 2, Bytes: 30, Failed: 2, Skipped: 7), verdict.End);
        Assert.Equal(["copy", "verify"], verdict.Header!.Signers.Select(signer => signer.Role));
        Assert.Equal("127.0.0.1:9", verdict.Header.Source.Endpoint);
    }

    [Fact]
    public async Task Receipt_Objects_ClaimWhatWasProvenAndNoMore()
    {
        TransferRow row = await EndedAsync(TransferState.SucceededWithErrors);
        List<ReceiptObject> objects = await ObjectsAsync(row);
        Assert.Equal(["in/a", "in/b", "in/c", "in/d"], objects.Select(found => found.Key));
        Assert.Equal(
            new ReceiptObject(
                "in/a", 10, "out/a", "aa", SourceETag: "e", DestinationETag: "de", DestinationVersionId: "v", CopiedAt: At(1), VerifiedAt: At(2)),
            objects[0]);
        Assert.Equal(["p1", "p2"], objects[1].PartSha256);

        // One failed; the other was copied again after its read-back, and that copy was never read.
        Assert.Equal(new ReceiptObject("in/c", 30, Failed: "access_denied"), objects[2]);
        Assert.Equal(new ReceiptObject("in/d", 40, Failed: "not_proven"), objects[3]);
    }

    [Fact]
    public async Task Receipt_OnceWritten_StaysAsItIs()
    {
        TransferRow row = await EndedAsync(TransferState.Succeeded);
        byte[] first = await BytesAsync(row);
        await _plane.Get<StorageAccount>().Chunks.UpdateEntityAsync(
            new TotalsRow { PartitionKey = row.GetId(), RowKey = TotalsRow.Key, Chunks = 2, ObjectsSkipped = 8 }, Azure.ETag.All, cancellationToken: Cancel);
        Assert.Equal(first, await BytesAsync(row));
    }

    [Fact]
    public async Task Receipt_OfATransferThatWentOn_IsNotWritten()
    {
        TransferRow row = await EndedAsync(TransferState.SucceededWithErrors);
        await Store.ChangeAsync(row.GetId(), next => next.TryMove(TransferState.Queued, At(9)), Cancel);
        Assert.Null(await _plane.Get<ReceiptManifests>().OpenAsync(row, Cancel));
        Assert.Null(await _plane.Get<ReceiptBlobs>().OpenAsync(row.GetId(), row.Attempt, Cancel));
    }

    [Fact]
    public async Task End_TheProcessDiesBeforeAnybodyIsAsked_TheTimerAsks()
    {
        await EndedAsync(TransferState.Succeeded);
        Assert.Empty(await LeaseAsync(Copier));
        await _plane.Get<ReceiptRequests>().RequestDueAsync(Cancel);
        Assert.Single(await LeaseAsync(Copier));
        Assert.Single(await LeaseAsync(Verifier));
        Assert.Empty(await _plane.Get<StorageAccount>().Transfers
            .ReadRangeAsync<ReceiptDueRow>(TransferRow.Partition, ReceiptDueRow.Prefix, cancellationToken: Cancel)
            .ToListAsync(Cancel));
    }

    [Fact]
    public async Task Request_AgainWhileOneIsOpen_AsksOnce()
    {
        TransferRow row = await EndedAsync(TransferState.Succeeded);
        await _plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        await _plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        Assert.Single(await LeaseAsync(Copier));
    }

    [Fact]
    public async Task Request_AfterAnAgentRefused_AsksAgainAndTellsWhy()
    {
        TransferRow row = await EndedAsync(TransferState.Succeeded);
        await _plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        var fault = new Fault(FaultCodes.Internal, "the chain is broken", "ask again");
        await AnswerAsync(Assert.Single(await LeaseAsync(Copier)), Copier, new CompleteCommand("l", CommandOutcome.Failed, null, fault));
        ReceiptView view = await _plane.Get<ReceiptSignatures>().ViewAsync(row, Cancel);
        Assert.Equal(fault, view.Signers[0].Fault);

        await _plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        await SignAsync(row, Copier, _copierKey);
        view = await _plane.Get<ReceiptSignatures>().ViewAsync(row, Cancel);
        Assert.Equal((Copier.ToString(), null), (view.Signers[0].AgentId, view.Signers[0].Fault));
    }

    [Fact]
    public async Task Sign_WithAnotherKeyThanTheAgentEnrolledWith_IsNotTaken()
    {
        TransferRow row = await EndedAsync(TransferState.Succeeded);
        await _plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        await SignAsync(row, Copier, _verifierKey);
        Assert.Contains("another key", (await ViewAsync(row)).Signers[0].Fault!.Message, StringComparison.Ordinal);
        Assert.Contains("It is not signed by site-a (copy).", (await VerifyAsync(row)).Faults);
    }

    [Fact]
    public async Task Sign_AnotherReceiptThanIsStored_IsNotTaken()
    {
        TransferRow row = await EndedAsync(TransferState.Succeeded);
        await _plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        await SignAsync(row, Copier, _copierKey, chain: new string('0', 64));
        Assert.Contains("another receipt", (await ViewAsync(row)).Signers[0].Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_AndThenChangeTheKey_StaysGood()
    {
        TransferRow row = await EndedAsync(TransferState.Succeeded);
        await _plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        await SignAsync(row, Copier, _copierKey);
        await SignAsync(row, Verifier, _verifierKey);
        string signedWith = (await ViewAsync(row)).Signers[0].KeyId!;
        using ECDsa next = await ChangeKeyAsync(Copier);
        _plane.Time.Advance(TimeSpan.FromDays(400));

        Assert.Empty((await VerifyAsync(row)).Faults);
        Assert.Equal(signedWith, (await ViewAsync(row)).Signers[0].KeyId);
    }

    [Fact]
    public async Task Sign_WithTheKeyBefore_IsTakenRightAfterAChangeAndNotLater()
    {
        TransferRow row = await EndedAsync(TransferState.Succeeded);
        await _plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        using ECDsa copier = await ChangeKeyAsync(Copier);
        using ECDsa verifier = await ChangeKeyAsync(Verifier);

        // Signed before the change, and delivered after it.
        await SignAsync(row, Copier, _copierKey);
        _plane.Time.Advance(TimeSpan.FromHours(2));
        await SignAsync(row, Verifier, _verifierKey);

        ReceiptView view = await ViewAsync(row);
        Assert.Null(view.Signers[0].Fault);
        Assert.Contains("another key", view.Signers[1].Fault!.Message, StringComparison.Ordinal);
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

    private static DateTimeOffset At(int minute) => new(2026, 3, 4, 6, minute, 0, TimeSpan.Zero);

    /// <summary>A transfer of two chunks as its ledger is when it ends: two proven, one failed, one that nobody read back.</summary>
    private async Task<TransferRow> EndedAsync(TransferState state)
    {
        string id = Store.NewId();
        var row = new TransferRow
        {
            PartitionKey = TransferRow.Partition, RowKey = TransferRow.Prefix + id, Owner = "ada", CopyNode = "site-a", VerifyNode = "site-b",
            State = TransferState.Copying, Attempt = 1, Run = 1, CreatedAt = At(0),
        };
        row.SetLocations(new Location("site-a", "data", "in/"), new Location("site-b", "data", "out/"));
        row.SetSettings(new TransferSettings());
        await Store.InsertAsync(row, Cancel);
        await PlanAsync(id, 1, [new("in/a", 10, "e"), new("in/b", 20, "e")]);
        await PlanAsync(id, 2, [new("in/c", 30, "e"), new("in/d", 40, "e")]);
        await AppendAsync(id, 1, LedgerStreams.Copied, new CopiedObject("in/a", 10, "e", "aa", At: At(1), ETag: "de", VersionId: "v"));
        await AppendAsync(id, 1, LedgerStreams.Copied, new CopiedObject("in/b", 20, "e", null, 16, ["p1", "p2"]));
        await AppendAsync(id, 1, LedgerStreams.Verified, new VerifiedObject("in/a", "aa", At: At(2)), new VerifiedObject("in/b", "bb"));
        await AppendAsync(id, 2, LedgerStreams.Copied, new CopiedObject("in/c", 30, "e", Fault: new Fault(FaultCodes.AccessDenied, "m", "n")));
        await AppendAsync(id, 2, LedgerStreams.Copied, new CopiedObject("in/d", 40, "e", "dd"), new CopiedObject("in/d", 40, "e", "dd", Copy: 2));
        await AppendAsync(id, 2, LedgerStreams.Verified, new VerifiedObject("in/d", "dd"));
        await _plane.Get<StorageAccount>().Chunks.AddEntityAsync(
            new TotalsRow { PartitionKey = id, RowKey = TotalsRow.Key, Chunks = 2, ListingComplete = true, ObjectsSkipped = 7 }, Cancel);
        return (await Store.ChangeAsync(id, next => next.TryMove(state, At(5)), Cancel))!;
    }

    private async Task PlanAsync(string id, int chunk, PlannedObject[] objects)
    {
        await _plane.Get<LedgerBlobs>().StorePlanAsync(id, chunk, Pack(objects), Cancel);
        await _plane.Get<TransferLedger>().EnterAsync(id, chunk, objects.Length, objects.Sum(planned => planned.Size), Cancel);
    }

    private Task AppendAsync<TLine>(string id, int chunk, string stream, params TLine[] lines)
        => _plane.Get<LedgerBlobs>().AppendAsync(id, chunk, stream, Pack(lines), Cancel);

    private static BinaryData Pack<TLine>(TLine[] lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => JsonSerializer.Serialize(line, ContractJson.Options) + "\n"))));
        }

        return BinaryData.FromBytes(packed.ToArray());
    }

    /// <summary>An agent leases its request, reads the receipt and answers with a signature.</summary>
    private async Task SignAsync(TransferRow row, AgentId agent, ECDsa key, string? chain = null)
    {
        LeasedCommand lease = Assert.Single(await LeaseAsync(agent));
        SignReceiptInput input = lease.Input.Deserialize<SignReceiptInput>(ContractJson.Options)!;
        using var reader = new ReceiptReader(new MemoryStream(await BytesAsync(row)));
        await reader.ReadHeaderAsync(Cancel);
        Assert.Equal(4, await reader.ReadObjectsAsync(Cancel).CountAsync(Cancel));
        ReceiptSignature signature = ReceiptSigning.Sign(
            key, new ReceiptSigner(input.Role, agent.NodeId), agent.ToString(), chain ?? reader.Chain);
        var result = new SignReceiptResult(
            chain ?? reader.Chain, signature.PublicKey, signature.KeyId, signature.Algorithm, signature.Value);
        await AnswerAsync(lease, agent, new CompleteCommand(
            "l", CommandOutcome.Succeeded, JsonSerializer.SerializeToElement(result, ContractJson.Options), null));
    }

    private async Task AnswerAsync(LeasedCommand lease, AgentId agent, CompleteCommand completion)
    {
        StorageAccount account = _plane.Get<StorageAccount>();
        CommandRow command = (await account.Commands.FindAsync<CommandRow>(agent.NodeId, CommandRow.Prefix + lease.Id, Cancel))!;
        OpenCommandRow open = (await account.Commands.FindAsync<OpenCommandRow>(agent.NodeId, OpenCommandRow.Prefix + lease.Id, Cancel))!;
        for (int delivery = 0; delivery < 2; delivery++)
        {
            await _plane.Get<ReceiptSignatures>().ApplyAsync(agent, command, completion, Cancel);
        }

        command.Complete("l", new CommandCompletion(completion.Outcome, completion.Result, completion.Error));
        Assert.True(await account.Commands.TrySubmitAsync(CommandCompletions.Move(command, open, At(6)), Cancel));
    }

    private async Task<ECDsa> ChangeKeyAsync(AgentId agent)
    {
        ECDsa next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await _plane.Get<StorageAccount>().Agents.ChangeAsync<AgentRow>(
            agent.NodeId,
            AgentRow.Prefix + agent.Name,
            row =>
            {
                row.ChangeKey(Convert.ToBase64String(next.ExportSubjectPublicKeyInfo()), _plane.Time.GetUtcNow());
                return true;
            },
            Cancel);
        return next;
    }

    private Task<IReadOnlyList<LeasedCommand>> LeaseAsync(AgentId agent)
        => _plane.Get<CommandLeases>().LeaseAsync(agent, new LeaseCommands("s", 8, 0, []), Cancel);

    private async Task<byte[]> BytesAsync(TransferRow row)
    {
        await using Stream packed = (await _plane.Get<ReceiptManifests>().OpenAsync(row, Cancel))!;
        await using var plain = new GZipStream(packed, CompressionMode.Decompress);
        var bytes = new MemoryStream();
        await plain.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    private async Task<List<ReceiptObject>> ObjectsAsync(TransferRow row)
    {
        using var reader = new ReceiptReader(new MemoryStream(await BytesAsync(row)));
        await reader.ReadHeaderAsync(Cancel);
        return await reader.ReadObjectsAsync(Cancel).ToListAsync(Cancel);
    }

    private Task<ReceiptView> ViewAsync(TransferRow row) => _plane.Get<ReceiptSignatures>().ViewAsync(row, Cancel);

    private async Task<ReceiptVerdict> VerifyAsync(TransferRow row)
    {
        var signed = new MemoryStream();
        await ReceiptCopy.SignedAsync(
            new MemoryStream(await BytesAsync(row)), signed, await _plane.Get<ReceiptSignatures>().ListAsync(row, Cancel), Cancel);
        signed.Position = 0;
        return await ReceiptVerification.VerifyAsync(signed, [], Cancel);
    }
}
