using System.Text.Json;
using Azure.Data.Tables;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;
using DtnBox.Receipts;

namespace DtnBox.Functions.Transfers.Receipts;

/// <summary>The signatures that agents gave.</summary>
internal sealed class ReceiptSignatures(
    StorageAccount account, AgentDirectory agents, ReceiptBlobs blobs, TimeProvider time)
{
    public Task<SignatureRow?> FindAsync(TransferRow row, ReceiptSigner signer, CancellationToken cancellationToken)
        => account.Chunks.FindAsync<SignatureRow>(
            row.GetId(), SignatureRow.Key(row.Attempt, signer.Role), cancellationToken);

    public async Task<IReadOnlyList<ReceiptSignature>> ListAsync(TransferRow row, CancellationToken cancellationToken)
    {
        List<ReceiptSignature> given = [];
        foreach (ReceiptSigner signer in ReceiptRules.Signers(row))
        {
            if ((await FindAsync(row, signer, cancellationToken))?.GetSignature() is { } signature)
            {
                given.Add(signature);
            }
        }

        return given;
    }

    public async Task<ReceiptView> ViewAsync(TransferRow row, CancellationToken cancellationToken)
    {
        List<ReceiptSignerView> signers = [];
        foreach (ReceiptSigner signer in ReceiptRules.Signers(row))
        {
            SignatureRow? found = await FindAsync(row, signer, cancellationToken);
            ReceiptSignature? signature = found?.GetSignature();
            signers.Add(new ReceiptSignerView(
                signer.Role, signer.Node, signature?.Agent, signature?.KeyId, found?.GetFault()));
        }

        return new ReceiptView(row.GetId(), row.Attempt, signers);
    }

    /// <summary>Enters what an agent answered to a request to sign. Doing it twice does nothing.</summary>
    public async Task ApplyAsync(
        AgentId agent, CommandRow command, CompleteCommand completion, CancellationToken cancellationToken)
    {
        if (command.Name != CommandNames.SignReceipt || completion.Outcome == CommandOutcome.Stopped)
        {
            return;
        }

        SignReceiptInput asked = Read<SignReceiptInput>(JsonElement.Parse(command.InputJson));
        var row = new SignatureRow
        {
            PartitionKey = command.TransferId, RowKey = SignatureRow.Key(asked.Attempt, asked.Role),
        };
        if (completion is { Outcome: CommandOutcome.Succeeded, Result: { } result })
        {
            await TakeAsync(agent, asked, Read<SignReceiptResult>(result), row, cancellationToken);
        }
        else
        {
            row.SetFault(completion.Error);
        }

        await account.Chunks.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <summary>Takes a signature only from the agent's key, and only for the receipt that is stored.</summary>
    private async Task TakeAsync(
        AgentId agent, SignReceiptInput asked, SignReceiptResult given, SignatureRow row, CancellationToken cancellationToken)
    {
        var signature = new ReceiptSignature(
            asked.Role, agent.NodeId, agent.ToString(), given.KeyId, given.PublicKey, given.Algorithm, given.Value);
        string chain = await blobs.ChainAsync(row.PartitionKey, asked.Attempt, cancellationToken);
        bool isOurs = (await agents.FindAsync(agent, cancellationToken))?.MayHaveSignedWith(given.PublicKey, time.GetUtcNow()) == true;
        string? wrong = !isOurs ? "it was made with another key than the agent has"
            : given.Chain != chain ? $"the agent read another receipt: its chain is {given.Chain} and not {chain}"
            : ReceiptSigning.FaultOf(signature, chain);
        if (wrong is null)
        {
            row.SetSignature(signature);
        }
        else
        {
            row.SetFault(new Fault(
                FaultCodes.Internal,
                $"The signature of agent {agent} was not taken: {wrong}.",
                "Ask again with 'dtnbox transfer receipt ID --sign'. If it happens again, report it with the transfer's id."));
        }
    }

    private static TRecord Read<TRecord>(JsonElement json)
        => json.Deserialize<TRecord>(ContractJson.Options) ?? throw new JsonException($"{typeof(TRecord).Name} is null.");
}
