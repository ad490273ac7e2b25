using System.Security.Cryptography;

namespace DtnBox.Receipts.Tests;

/// <summary>A receipt of a few objects, signed by two agents.</summary>
internal static class SampleReceipt
{
    public static readonly ReceiptSigner Copier = new(ReceiptFormat.CopyRole, "site-a");
    public static readonly ReceiptSigner Verifier = new(ReceiptFormat.VerifyRole, "site-b");

    private static readonly DateTimeOffset At = new(2026, 11, 23, 1, 2, 3, TimeSpan.Zero);

    public static readonly ReceiptHeader Header = new(
        ReceiptFormat.Name,
        "f00d",
        Attempt: 1,
        new ReceiptPlace("site-a", "s3.site-a.example:443", "results", "run-7/"),
        new ReceiptPlace("site-b", "s3.site-b.example:9000", "incoming", ""),
        [Copier, Verifier],
        At,
        At.AddSeconds(1),
        At.AddMinutes(5));

    public static readonly ReceiptObject[] Objects =
    [
        new("run-7/a b.dat", 3, "a b.dat", Hash(1), SourceETag: "e1", DestinationETag: "e1", CopiedAt: At, VerifiedAt: At),
        new("run-7/größe \"q\".bin", 12, "größe \"q\".bin", Hash(2), 5, [Hash(3), Hash(4), Hash(5)], "e2-3", DestinationVersionId: "v1"),
        new("run-7/locked", 7, Failed: "access_denied"),
        new("run-7/z", 0, "z", Hash(6)),
    ];

    public static string Hash(byte content) => Convert.ToHexStringLower(SHA256.HashData([content]));

    /// <summary>Writes it without signatures; returns the bytes and the chain.</summary>
    public static async Task<(byte[] Bytes, string Chain)> WriteAsync(ReceiptHeader? header = null, IEnumerable<ReceiptObject>? objects = null)
    {
        var output = new MemoryStream();
        using var writer = new ReceiptWriter(output);
        await writer.WriteAsync(header ?? Header, CancellationToken.None);
        foreach (ReceiptObject line in objects ?? Objects)
        {
            await writer.WriteAsync(line, CancellationToken.None);
        }

        await writer.EndAsync(skipped: 2, [], CancellationToken.None);
        return (output.ToArray(), writer.Chain);
    }

    public static async Task<byte[]> SignedAsync(params ReceiptSignature[] signatures)
    {
        (byte[] bytes, _) = await WriteAsync();
        var output = new MemoryStream();
        await ReceiptCopy.SignedAsync(new MemoryStream(bytes), output, signatures, CancellationToken.None);
        return output.ToArray();
    }

    public static async Task<byte[]> SignedAsync(ECDsa copier, ECDsa verifier)
    {
        (_, string chain) = await WriteAsync();
        return await SignedAsync(
            ReceiptSigning.Sign(copier, Copier, "site-a.1", chain), ReceiptSigning.Sign(verifier, Verifier, "site-b.2", chain));
    }

    public static Task<ReceiptVerdict> VerifyAsync(byte[] bytes, params string[] keys)
        => ReceiptVerification.VerifyAsync(new MemoryStream(bytes), keys, CancellationToken.None);
}
