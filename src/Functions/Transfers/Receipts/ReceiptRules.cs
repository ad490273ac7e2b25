using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Receipts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers.Receipts;

/// <summary>Which transfers have a receipt, and who signs it.</summary>
internal static class ReceiptRules
{
    public static bool HasReceipt(TransferRow row)
        => row.State is TransferState.Succeeded or TransferState.SucceededWithErrors
            && row.GetSettings() is { Kind: TransferKind.Copy };

    /// <summary>The nodes whose agents worked; one that did both signs twice, because each role is a claim of its own.</summary>
    public static IReadOnlyList<ReceiptSigner> Signers(TransferRow row) =>
    [
        new ReceiptSigner(ReceiptFormat.CopyRole, row.CopyNode), new ReceiptSigner(ReceiptFormat.VerifyRole, row.VerifyNode),
    ];

    public static ProblemHttpResult NoReceipt(TransferRow row) => row.GetSettings().Kind != TransferKind.Copy
        ? Problems.Conflict(
            "There is no receipt",
            $"The transfer is a {row.GetSettings().Kind}: it copied nothing.",
            "Start a transfer that copies; each one that ends with proven objects has a receipt.")
        : Problems.Conflict(
            "There is no receipt yet",
            $"The transfer is {row.State}.",
            "A receipt is about a transfer that ended as Succeeded or SucceededWithErrors. Wait for it, or restart it.");
}
