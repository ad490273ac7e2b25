namespace DtnBox.Receipts;

/// <summary>What the check of a receipt gave.</summary>
/// <param name="Header">The header, when it could be read.</param>
/// <param name="End">The sums, when the receipt was whole.</param>
/// <param name="Signatures">The signatures that are right.</param>
/// <param name="Faults">Everything that is not as it should be; empty for a receipt that is whole and signed by all its signers.</param>
public sealed record ReceiptVerdict(
    ReceiptHeader? Header, ReceiptEnd? End, IReadOnlyList<ReceiptSignature> Signatures, IReadOnlyList<string> Faults);
