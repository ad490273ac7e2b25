using System.Text;

namespace DtnBox.Receipts;

/// <summary>Puts signatures under a receipt that was written without any.</summary>
public static class ReceiptCopy
{
    private static readonly byte[] NoSignatures = Encoding.UTF8.GetBytes(ReceiptWriter.Signatures([]) + "}");

    /// <exception cref="ReceiptException">What is read does not end as a receipt without signatures does.</exception>
    public static async Task SignedAsync(
        Stream input, Stream output, IReadOnlyList<ReceiptSignature> signatures, CancellationToken cancellationToken)
    {
        var lines = new LineReader(input);
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            if (line.Span.EndsWith(NoSignatures))
            {
                await output.WriteAsync(line[..^NoSignatures.Length], cancellationToken);
                await output.WriteAsync(Encoding.UTF8.GetBytes(ReceiptWriter.Signatures(signatures) + "}\n"), cancellationToken);
                return;
            }

            await output.WriteAsync(line, cancellationToken);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }

        throw new ReceiptException(lines.Number, "the receipt has no end to put signatures under.");
    }
}
