using System.Security.Cryptography;
using System.Text;

namespace DtnBox.Receipts.Tests;

/// <summary>The format as docs/receipts.md describes it, followed by hand.</summary>
public sealed class FormatTests
{
    [Fact]
    public async Task Write_ThenReadByHand_EachChainIsTheHashOfTheOneAboveAndTheLine()
    {
        (byte[] bytes, string chain) = await SampleReceipt.WriteAsync();
        string above = string.Empty;
        foreach (string line in Encoding.UTF8.GetString(bytes).TrimEnd('\n').Split('\n'))
        {
            string whole = line.Replace(",\"signatures\":[]", string.Empty, StringComparison.Ordinal);
            int at = whole.LastIndexOf(",\"chain\":\"", StringComparison.Ordinal);
            above = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(above + whole[..at] + "}")));
            Assert.Equal($",\"chain\":\"{above}\"}}", whole[at..]);
        }

        Assert.Equal(chain, above);
    }

    [Fact]
    public async Task Write_Lines_AreCompactJsonInAFixedOrder()
    {
        (byte[] bytes, _) = await SampleReceipt.WriteAsync();
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        Assert.StartsWith("""{"format":"dtnbox-receipt/1","transfer":"f00d","attempt":1,"source":{"node":"site-a",""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"key":"run-7/größe \"q\".bin","size":12,"destinationKey":""", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("""{"key":"run-7/locked","size":7,"failed":"access_denied","chain":""", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("""{"objects":3,"bytes":15,"failed":1,"skipped":2,"chain":""", lines[5], StringComparison.Ordinal);
        Assert.EndsWith(""","signatures":[]}""", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_WhatWasWritten_GivesTheSameObjects()
    {
        (byte[] bytes, _) = await SampleReceipt.WriteAsync();
        using var reader = new ReceiptReader(new MemoryStream(bytes));
        await reader.ReadHeaderAsync(TestContext.Current.CancellationToken);
        List<ReceiptObject> objects = await reader.ReadObjectsAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equivalent(SampleReceipt.Objects, objects, strict: true);
    }

    [Fact]
    public void Thumbprint_OfAKnownKey_IsThatOfRfc7638()
    {
        // x and y of the example key in RFC 7515, appendix A.3; the thumbprint was computed with openssl.
        using ECDsa key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = System.Buffers.Text.Base64Url.DecodeFromChars("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
                Y = System.Buffers.Text.Base64Url.DecodeFromChars("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
            },
        });
        Assert.Equal("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U", ReceiptSigning.Thumbprint(key));
    }

    [Fact]
    public async Task Read_AnObjectOfTenThousandParts_IsRead()
    {
        string[] parts = [.. Enumerable.Range(0, 10_000).Select(part => SampleReceipt.Hash((byte)part))];
        (byte[] bytes, _) = await SampleReceipt.WriteAsync(
            objects: [new ReceiptObject("big", 50_000, "big", SampleReceipt.Hash(1), 5, parts)]);
        using var reader = new ReceiptReader(new MemoryStream(bytes));
        await reader.ReadHeaderAsync(TestContext.Current.CancellationToken);
        ReceiptObject big = await reader.ReadObjectsAsync(TestContext.Current.CancellationToken).SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(10_000, big.PartSha256!.Count);
    }
}
