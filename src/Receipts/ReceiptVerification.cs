namespace DtnBox.Receipts;

/// <summary>Checks a receipt by itself: that no byte was altered, and that all its signers signed.</summary>
public static class ReceiptVerification
{
    /// <param name="input">The receipt.</param>
    /// <param name="trustedKeys">Thumbprints of the only keys that count; empty when the reader judges by what is shown.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public static async Task<ReceiptVerdict> VerifyAsync(
        Stream input, IReadOnlyCollection<string> trustedKeys, CancellationToken cancellationToken)
    {
        using var reader = new ReceiptReader(input);
        ReceiptHeader? header = null;
        try
        {
            header = await reader.ReadHeaderAsync(cancellationToken);
            await foreach (ReceiptObject _ in reader.ReadObjectsAsync(cancellationToken))
            {
                // Reading is checking.
            }
        }
        catch (ReceiptException altered)
        {
            return new ReceiptVerdict(header, End: null, [], [altered.Message]);
        }

        List<ReceiptSignature> right = [];
        List<string> faults = [];
        foreach (ReceiptSignature signature in reader.Signatures)
        {
            if (FaultOf(signature, header, reader.Chain, trustedKeys) is { } fault)
            {
                faults.Add($"The signature of agent {signature.Agent} ({signature.Role}, {signature.Node}) does not count: {fault}.");
            }
            else
            {
                right.Add(signature);
            }
        }

        faults.AddRange(header.Signers
            .Where(signer => !right.Exists(signature => IsOf(signature, signer)))
            .Select(signer => $"It is not signed by {signer.Node} ({signer.Role})."));
        return new ReceiptVerdict(header, reader.End, right, faults);
    }

    private static string? FaultOf(
        ReceiptSignature signature, ReceiptHeader header, string chain, IReadOnlyCollection<string> trustedKeys)
        => ReceiptSigning.FaultOf(signature, chain) is { } fault ? fault
            : !header.Signers.Any(signer => IsOf(signature, signer)) ? "the header does not name this signer"
            : trustedKeys.Count > 0 && !trustedKeys.Contains(signature.KeyId) ? $"its key {signature.KeyId} is not among those you trust"
            : null;

    private static bool IsOf(ReceiptSignature signature, ReceiptSigner signer)
        => signature.Role == signer.Role && signature.Node == signer.Node;
}
