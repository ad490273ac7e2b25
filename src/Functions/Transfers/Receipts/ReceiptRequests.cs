using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;
using DtnBox.Receipts;

namespace DtnBox.Functions.Transfers.Receipts;

/// <summary>Asks agents to sign. Nobody waits for them: a request lies in its node's queue until an agent takes it.</summary>
/// <remarks>
/// A mark is stored in the transaction that ends the transfer, and goes when the requests are in the queue. Whoever dies
/// in between leaves the mark to the timer function.
/// </remarks>
internal sealed class ReceiptRequests(
    StorageAccount account, TransferStore transfers, CommandQueue queue, ReceiptSignatures signatures)
{
    /// <summary>Asks everybody who has to sign and has not. Asking twice is asking once.</summary>
    public async Task RequestAsync(TransferRow row, CancellationToken cancellationToken)
    {
        if (ReceiptRules.HasReceipt(row))
        {
            foreach (ReceiptSigner signer in ReceiptRules.Signers(row))
            {
                if ((await signatures.FindAsync(row, signer, cancellationToken))?.GetSignature() is null)
                {
                    await RequestAsync(row, signer, cancellationToken);
                }
            }
        }

        await account.Transfers.DeleteEntityAsync(
            TransferRow.Partition, ReceiptDueRow.Prefix + row.GetId(), cancellationToken: cancellationToken);
    }

    /// <summary>Asks for what a process that died left.</summary>
    public async Task RequestDueAsync(CancellationToken cancellationToken)
    {
        await foreach (ReceiptDueRow due in account.Transfers.ReadRangeAsync<ReceiptDueRow>(
            TransferRow.Partition, ReceiptDueRow.Prefix, cancellationToken: cancellationToken))
        {
            if (await transfers.FindAsync(due.GetId(), cancellationToken) is { } row)
            {
                await RequestAsync(row, cancellationToken);
            }
        }
    }

    private async Task RequestAsync(TransferRow row, ReceiptSigner signer, CancellationToken cancellationToken)
    {
        var command = new RemoteCommand(
            CommandId.For(row.GetId(), row.Attempt, CommandNames.SignReceipt, signer.Role),
            signer.Node,
            row.GetId(),
            row.GetInstanceId(),
            CommandNames.SignReceipt,
            JsonSerializer.SerializeToElement(
                new SignReceiptInput(row.GetId(), row.Attempt, signer.Role), ContractJson.Options));
        if (await queue.ScheduleAsync(command, cancellationToken) is not null)
        {
            // It was asked before and did not sign: its answer makes room for a new request.
            await queue.ForgetAsync(signer.Node, command.Id, cancellationToken);
            await queue.ScheduleAsync(command, cancellationToken);
        }
    }
}
