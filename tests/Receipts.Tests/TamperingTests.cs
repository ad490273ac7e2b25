using System.Security.Cryptography;
using System.Text;

namespace DtnBox.Receipts.Tests;

/// <summary>Every way to alter a receipt, and what the check says about it.</summary>
public sealed class TamperingTests : IDisposable
{
    private readonly ECDsa _copier = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _verifier = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _copier.Dispose();
        _verifier.Dispose();
    }

    [Fact]
    public async Task Verify_AsItWasWritten_HasNoFaultAndTellsWhoSigned()
    {
        ReceiptVerdict verdict = await SampleReceipt.VerifyAsync(await SignedAsync());
        Assert.Empty(verdict.Faults);
        Assert.Equal(new ReceiptEnd(Objects: 3, Bytes: 15, Failed: 1, Skipped: 2), verdict.End);
        Assert.Equal(
            [ReceiptSigning.Thumbprint(_copier), ReceiptSigning.Thumbprint(_verifier)],
            verdict.Signatures.Select(signature => signature.KeyId));
    }

    [Fact]
    public async Task Verify_AnyBitOfAnyByteFlipped_IsAFault()
    {
        byte[] receipt = await SignedAsync();
        var random = new Random(20261123);
        for (int at = 0; at < receipt.Length; at++)
        {
            byte[] flipped = [.. receipt];
            flipped[at] ^= (byte)(1 << random.Next(8));
            ReceiptVerdict verdict = await SampleReceipt.VerifyAsync(flipped);
            Assert.True(verdict.Faults.Count > 0, $"byte {at}, '{(char)receipt[at]}' → '{(char)flipped[at]}', was not noticed");
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Verify_RandomSpansOverwrittenOrCut_IsAFault(int seed)
    {
        byte[] receipt = await SignedAsync();
        var random = new Random(seed);
        for (int round = 0; round < 500; round++)
        {
            int from = random.Next(receipt.Length);
            int length = 1 + random.Next(Math.Min(200, receipt.Length - from));
            byte[] middle = new byte[random.Next(3) == 0 ? 0 : length];
            random.NextBytes(middle);
            byte[] altered = [.. receipt[..from], .. middle, .. receipt[(from + length)..]];
            if (!altered.AsSpan().SequenceEqual(receipt))
            {
                Assert.True((await SampleReceipt.VerifyAsync(altered)).Faults.Count > 0, $"seed {seed}, round {round}");
            }
        }
    }

    [Fact]
    public async Task Verify_OneByteOfAnObject_NamesLineAndObject()
    {
        string[] lines = await LinesAsync();
        lines[2] = lines[2].Replace("\"size\":12", "\"size\":13", StringComparison.Ordinal);
        string fault = await FaultAsync(lines);
        Assert.Contains("Line 3: it was altered", fault, StringComparison.Ordinal);
        Assert.Contains("'run-7/größe \"q\".bin'", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ALineTakenOut_NamesTheOneBelow()
    {
        string[] lines = await LinesAsync();
        Assert.StartsWith("Line 3: ", await FaultAsync([.. lines[..2], .. lines[3..]]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ALineAddedOrTwice_IsNamed()
    {
        string[] lines = await LinesAsync();
        Assert.StartsWith("Line 3: ", await FaultAsync([.. lines[..2], lines[1], .. lines[2..]]), StringComparison.Ordinal);
        Assert.StartsWith("Line 7: it was added", await FaultAsync([.. lines, lines[1]]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_LinesSwapped_NamesTheFirst()
    {
        string[] lines = await LinesAsync();
        Assert.StartsWith("Line 2: ", await FaultAsync([lines[0], lines[2], lines[1], .. lines[3..]]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_CutOff_SaysThatTheEndIsMissing()
    {
        string[] lines = await LinesAsync();
        Assert.Contains("no end", await FaultAsync(lines[..^1]), StringComparison.Ordinal);
        Assert.NotEmpty((await SampleReceipt.VerifyAsync([])).Faults);
    }

    [Fact]
    public async Task Verify_OnlyTheSumsChanged_NamesTheLastLine()
    {
        string[] lines = await LinesAsync();
        lines[^1] = lines[^1].Replace("\"failed\":1", "\"failed\":0", StringComparison.Ordinal);
        Assert.StartsWith("Line 6: ", await FaultAsync(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WrittenAnewAroundAnotherObject_TheSignaturesDoNotFit()
    {
        (_, string chain) = await SampleReceipt.WriteAsync();
        (byte[] forged, _) = await SampleReceipt.WriteAsync(objects: [SampleReceipt.Objects[0] with { Sha256 = SampleReceipt.Hash(9) }]);
        var output = new MemoryStream();
        await ReceiptCopy.SignedAsync(
            new MemoryStream(forged),
            output,
            [ReceiptSigning.Sign(_copier, SampleReceipt.Copier, "a", chain), ReceiptSigning.Sign(_verifier, SampleReceipt.Verifier, "b", chain)],
            CancellationToken.None);
        ReceiptVerdict verdict = await SampleReceipt.VerifyAsync(output.ToArray());
        Assert.Empty(verdict.Signatures);
        Assert.Equal(2, verdict.Faults.Count(fault => fault.Contains("not made with this key", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Verify_SignatureStripped_SaysWhoseIsMissing()
    {
        (_, string chain) = await SampleReceipt.WriteAsync();
        byte[] receipt = await SampleReceipt.SignedAsync(ReceiptSigning.Sign(_copier, SampleReceipt.Copier, "site-a.1", chain));
        Assert.Equal(["It is not signed by site-b (verify)."], (await SampleReceipt.VerifyAsync(receipt)).Faults);
    }

    [Fact]
    public async Task Verify_SignatureOfOneRoleUnderTheOther_DoesNotCount()
    {
        (_, string chain) = await SampleReceipt.WriteAsync();
        ReceiptSignature copier = ReceiptSigning.Sign(_copier, SampleReceipt.Copier, "site-a.1", chain);
        byte[] receipt = await SampleReceipt.SignedAsync(copier, copier with { Role = "verify", Node = "site-b" });
        Assert.Contains("It is not signed by site-b (verify).", (await SampleReceipt.VerifyAsync(receipt)).Faults);
    }

    [Fact]
    public async Task Verify_KeyExchanged_DoesNotCount()
    {
        (_, string chain) = await SampleReceipt.WriteAsync();
        ReceiptSignature right = ReceiptSigning.Sign(_copier, SampleReceipt.Copier, "site-a.1", chain);
        ReceiptSignature other = ReceiptSigning.Sign(_verifier, SampleReceipt.Copier, "site-a.1", chain);
        byte[] receipt = await SampleReceipt.SignedAsync(right with { PublicKey = other.PublicKey });
        Assert.Contains((await SampleReceipt.VerifyAsync(receipt)).Faults, fault => fault.Contains("its key is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_SignedByAnotherKeyThanIsTrusted_IsAFault()
    {
        byte[] receipt = await SignedAsync();
        string copier = ReceiptSigning.Thumbprint(_copier);
        string verifier = ReceiptSigning.Thumbprint(_verifier);
        Assert.Empty((await SampleReceipt.VerifyAsync(receipt, copier, verifier)).Faults);
        Assert.Contains(
            (await SampleReceipt.VerifyAsync(receipt, copier)).Faults,
            fault => fault.Contains($"{verifier} is not among those you trust", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_ALineThatNeverEnds_IsRefusedBeforeItFillsTheMemory()
    {
        byte[] endless = new byte[16 * 1024 * 1024];
        Assert.Contains("longer than any line", Assert.Single((await SampleReceipt.VerifyAsync(endless)).Faults), StringComparison.Ordinal);
    }

    private Task<byte[]> SignedAsync() => SampleReceipt.SignedAsync(_copier, _verifier);

    private async Task<string[]> LinesAsync() => Encoding.UTF8.GetString(await SignedAsync()).TrimEnd('\n').Split('\n');

    private static async Task<string> FaultAsync(string[] lines)
        => (await SampleReceipt.VerifyAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"))).Faults[0];
}
