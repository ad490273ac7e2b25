using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Receipts;
using DtnBox.Receipts;

namespace DtnBox.Functions.Tests.Transfers.Receipts;

/// <summary>A control plane with two sites, each of one enrolled agent that signs receipts with its key.</summary>
internal sealed class SigningSites : IAsyncLifetime
{
    public static readonly AgentId Copier = new("site-a", "a1");
    public static readonly AgentId Verifier = new("site-b", "b1");

    public ControlPlane Plane { get; } = new();

    public ECDsa CopierKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public ECDsa VerifierKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Plane.InitializeAsync();
        foreach ((AgentId agent, ECDsa key) in new[] { (Copier, CopierKey), (Verifier, VerifierKey) })
        {
            await Plane.AddNodeAsync(agent.NodeId);
            await Plane.Get<StorageAccount>().Agents.AddEntityAsync(
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
        await Plane.DisposeAsync();
        CopierKey.Dispose();
        VerifierKey.Dispose();
    }

    /// <summary>A transfer between them that has ended; nobody has been asked for its receipt.</summary>
    public Task<TransferRow> EndAsync(TransferState state) => EndedTransfer.AddAsync(Plane, state);

    /// <summary>The same, and both agents have been asked to sign.</summary>
    public async Task<TransferRow> EndAndAskAsync(TransferState state = TransferState.Succeeded)
    {
        TransferRow row = await EndAsync(state);
        await Plane.Get<ReceiptRequests>().RequestAsync(row, Cancel);
        return row;
    }

    /// <summary>An agent leases its request, reads the receipt and answers with a signature.</summary>
    public async Task SignAsync(TransferRow row, AgentId agent, ECDsa key, string? chain = null)
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

    public async Task AnswerAsync(LeasedCommand lease, AgentId agent, CompleteCommand completion)
    {
        StorageAccount account = Plane.Get<StorageAccount>();
        CommandRow command = (await account.Commands.FindAsync<CommandRow>(agent.NodeId, CommandRow.Prefix + lease.Id, Cancel))!;
        OpenCommandRow open = (await account.Commands.FindAsync<OpenCommandRow>(agent.NodeId, OpenCommandRow.Prefix + lease.Id, Cancel))!;
        for (int delivery = 0; delivery < 2; delivery++)
        {
            await Plane.Get<ReceiptSignatures>().ApplyAsync(agent, command, completion, Cancel);
        }

        command.Complete("l", new CommandCompletion(completion.Outcome, completion.Result, completion.Error), Plane.Time.GetUtcNow());
        Assert.True(await account.Commands.TrySubmitAsync(CommandCompletions.Move(command, open, EndedTransfer.At(6)), Cancel));
    }

    public Task<IReadOnlyList<LeasedCommand>> LeaseAsync(AgentId agent)
        => Plane.Get<CommandLeases>().LeaseAsync(agent, new LeaseCommands("s", 8, 0, []), Cancel);

    public async Task<byte[]> BytesAsync(TransferRow row)
    {
        await using Stream packed = (await Plane.Get<ReceiptManifests>().OpenAsync(row, Cancel))!;
        await using var plain = new GZipStream(packed, CompressionMode.Decompress);
        var bytes = new MemoryStream();
        await plain.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    public Task<ReceiptView> ViewAsync(TransferRow row) => Plane.Get<ReceiptSignatures>().ViewAsync(row, Cancel);

    public async Task<ReceiptVerdict> VerifyAsync(TransferRow row)
    {
        var signed = new MemoryStream();
        await ReceiptCopy.SignedAsync(
            new MemoryStream(await BytesAsync(row)), signed, await Plane.Get<ReceiptSignatures>().ListAsync(row, Cancel), Cancel);
        signed.Position = 0;
        return await ReceiptVerification.VerifyAsync(signed, [], Cancel);
    }
}
