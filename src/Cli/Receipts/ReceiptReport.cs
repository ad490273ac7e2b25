using DtnBox.Cli.Text;
using DtnBox.Receipts;

namespace DtnBox.Cli.Receipts;

/// <summary>What the check of a receipt gave, for people and programs.</summary>
/// <param name="Transfer">The transfer, when the header could be read.</param>
/// <param name="Sums">What the receipt claims, when it is whole.</param>
/// <param name="Signatures">The signatures that are right.</param>
/// <param name="Faults">What is wrong with the receipt itself.</param>
/// <param name="Differences">Where the copy is not what the receipt says; absent when no copy was compared.</param>
internal sealed record ReceiptReport(
    string? Transfer,
    ReceiptEnd? Sums,
    IReadOnlyList<ReceiptSignature> Signatures,
    IReadOnlyList<string> Faults,
    IReadOnlyList<string>? Differences)
{
    public bool IsRight => Faults.Count == 0 && Differences is null or { Count: 0 };

    public static string Words(ReceiptReport report, bool keysWereGiven)
    {
        List<string> lines = [];
        if (report.Transfer is { } transfer)
        {
            lines.Add($"Receipt of transfer {transfer}");
        }

        if (report.Sums is { } sums)
        {
            lines.Add($"  Proven   {Figures.Objects(sums.Objects)}, {Figures.Bytes(sums.Bytes)}");
            lines.Add($"  Failed   {Figures.Objects(sums.Failed)}");
            lines.Add($"  Skipped  {Figures.Objects(sums.Skipped)}; nothing is claimed about them");
        }

        lines.AddRange(report.Signatures.Select(signature =>
            $"  Signed   {signature.Role} by {signature.Agent} of {signature.Node}, key {signature.KeyId}"));
        lines.AddRange(report.Faults.Select(fault => $"FAULT  {fault}"));
        lines.AddRange((report.Differences ?? []).Select(difference => $"DIFFERS  {difference}"));
        lines.Add(report.IsRight
            ? report.Differences is null ? "The receipt is whole and signed." : "The receipt is whole and signed, and the copy is what it says."
            : "This is not as it should be.");
        if (report.Signatures.Count > 0 && !keysWereGiven)
        {
            lines.Add("Whether these keys belong to those sites is for you to judge: compare them with what the sites "
                + "publish, and give them with --key.");
        }

        return string.Join('\n', lines.Select(Printable.From));
    }
}
