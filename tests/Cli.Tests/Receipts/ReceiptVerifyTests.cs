using System.Security.Cryptography;
using System.Text.Json;
using Amazon.S3.Model;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Receipts;
using DtnBox.Testing;

namespace DtnBox.Cli.Tests.Receipts;

/// <summary><c>dtnbox receipt verify</c>: the receipt by itself, and a copy in a store or a directory against it.</summary>
public sealed class ReceiptVerifyTests : IClassFixture<S3Server>, IDisposable
{
    private const int Part = 100_000;

    private readonly S3Server _server;
    private readonly string _folder = Directory.CreateTempSubdirectory("dtnbox-receipt-").FullName;
    private readonly ECDsa _copier = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _verifier = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Dictionary<string, byte[]> _content = new()
    {
        ["big.bin"] = RandomNumberGenerator.GetBytes((2 * Part) + 17),
        ["sub dir/größe.txt"] = "small"u8.ToArray(),
        ["zero"] = [],
    };

    public ReceiptVerifyTests(S3Server server) => _server = server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _copier.Dispose();
        _verifier.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Verify_AWholeReceipt_TellsWhoSignedAndThatTrustIsTheReaders()
    {
        Outcome outcome = await RunAsync(await WriteAsync());
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains($"copy by site-a.1 of site-a, key {ReceiptSigning.Thumbprint(_copier)}", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("for you to judge", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("3 objects", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_PinnedKeys_MustBeTheOnesThatSigned()
    {
        string file = await WriteAsync();
        string copier = ReceiptSigning.Thumbprint(_copier);
        string verifier = ReceiptSigning.Thumbprint(_verifier);
        Outcome right = await RunAsync(file, "--key", copier, "--key", verifier);
        Assert.Equal(ExitCodes.Ok, right.ExitCode);
        Assert.DoesNotContain("for you to judge", right.Out, StringComparison.Ordinal);
        Outcome wrong = await RunAsync(file, "--key", copier);
        Assert.Equal(ExitCodes.Failed, wrong.ExitCode);
        Assert.Contains("FAULT  It is not signed by site-b (verify).", wrong.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OneByteOfALineAltered_NamesLineAndObject()
    {
        string file = await WriteAsync();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Cancel)).Replace("\"size\":5", "\"size\":6", StringComparison.Ordinal), Cancel);
        Outcome outcome = await RunAsync(file);
        Assert.Equal(ExitCodes.Failed, outcome.ExitCode);
        Assert.Contains("FAULT  Line 3: it was altered", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("sub dir/größe.txt", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_NoSuchFile_SaysSo()
        => Assert.Equal(ExitCodes.Usage, (await RunAsync(Path.Combine(_folder, "none"))).ExitCode);

    [Fact]
    public async Task Verify_StoreThatHoldsWhatTheReceiptSays_IsRight()
    {
        string bucket = await FillAsync();
        Outcome outcome = await RunAsync(await WriteAsync(bucket), "--store", $"{_server.Endpoint}");
        Assert.True(outcome.ExitCode == ExitCodes.Ok, outcome.Out + outcome.Error);
        Assert.Contains("the copy is what it says", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_OneByteFlippedInTheStore_NamesTheObjectAndThePart()
    {
        string bucket = await FillAsync();
        byte[] flipped = [.. _content["big.bin"]];
        flipped[Part + 5] ^= 1;
        await PutAsync(bucket, "out/big.bin", flipped);
        Outcome outcome = await RunAsync(await WriteAsync(bucket), "--store", $"{_server.Endpoint}", "--json");
        Assert.Equal(ExitCodes.Failed, outcome.ExitCode);
        JsonElement report = JsonElement.Parse(outcome.Out);
        Assert.Equal(
            $"'out/big.bin' differs in part 2 (bytes {Part}-{(2 * Part) - 1}).",
            Assert.Single(report.GetProperty("differences").EnumerateArray()).GetString());
        Assert.Empty(report.GetProperty("faults").EnumerateArray());
    }

    [Fact]
    public async Task Verify_ObjectsGoneOrOfAnotherSize_AreNamedOnceEach()
    {
        string bucket = await FillAsync();
        await PutAsync(bucket, "out/big.bin", [.. _content["big.bin"], 1]);
        await _server.Client.DeleteObjectAsync(bucket, "out/zero", Cancel);
        Outcome outcome = await RunAsync(await WriteAsync(bucket), "--store", $"{_server.Endpoint}");
        Assert.Contains($"DIFFERS  'out/big.bin' has {(2 * Part) + 18} bytes and not {(2 * Part) + 17}.", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("DIFFERS  'out/zero' is not there", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(2, outcome.Out.Split("DIFFERS").Length - 1);
    }

    [Fact]
    public async Task Verify_CopyUnderAnotherBucketAndPrefix_IsFoundThere()
    {
        string bucket = await FillAsync("elsewhere/");
        Outcome outcome = await RunAsync(
            await WriteAsync("gone"), "--store", $"{_server.Endpoint}", "--bucket", bucket, "--prefix", "elsewhere/");
        Assert.True(outcome.ExitCode == ExitCodes.Ok, outcome.Out + outcome.Error);
    }

    [Fact]
    public async Task Verify_StoreWithoutKeys_AsksForThem()
    {
        Outcome outcome = await new CommandLine(api: null).RunAsync(
            ["receipt", "verify", await WriteAsync(), "--store", $"{_server.Endpoint}"]);
        Assert.Equal(ExitCodes.Denied, outcome.ExitCode);
        Assert.Contains("AWS_ACCESS_KEY_ID", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ADirectory_NamesTheFileAndThePart()
    {
        string copy = Path.Combine(_folder, "copy");
        foreach ((string key, byte[] content) in _content)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, key))!);
            await File.WriteAllBytesAsync(Path.Combine(copy, key), content, Cancel);
        }

        string file = await WriteAsync();
        Outcome right = await RunAsync(file, "--directory", copy);
        Assert.True(right.ExitCode == ExitCodes.Ok, right.Out + right.Error);

        byte[] flipped = [.. _content["big.bin"]];
        flipped[^1] ^= 0x80;
        await File.WriteAllBytesAsync(Path.Combine(copy, "big.bin"), flipped, Cancel);
        File.Delete(Path.Combine(copy, "zero"));
        Outcome wrong = await RunAsync(file, "--directory", copy);
        Assert.Equal(ExitCodes.Failed, wrong.ExitCode);
        Assert.Contains($"DIFFERS  'out/big.bin' differs in part 3 (bytes {2 * Part}-{(2 * Part) + 16}).", wrong.Out, StringComparison.Ordinal);
        Assert.Contains("DIFFERS  'out/zero' is not there", wrong.Out, StringComparison.Ordinal);
    }

    private Task<Outcome> RunAsync(string file, params string[] options)
    {
        var line = new CommandLine(api: null);
        line.Environment["AWS_ACCESS_KEY_ID"] = _server.User.AccessKey;
        line.Environment["AWS_SECRET_ACCESS_KEY"] = _server.User.SecretKey;
        return line.RunAsync(["receipt", "verify", file, .. options]);
    }

    private async Task<string> FillAsync(string prefix = "out/")
    {
        string bucket = await _server.NewBucketAsync(Cancel);
        foreach ((string key, byte[] content) in _content)
        {
            await PutAsync(bucket, prefix + key, content);
        }

        return bucket;
    }

    private Task<PutObjectResponse> PutAsync(string bucket, string key, byte[] content) => _server.Client.PutObjectAsync(
        new PutObjectRequest { BucketName = bucket, Key = key, InputStream = new MemoryStream(content) }, Cancel);

    private async Task<string> WriteAsync(string bucket = "incoming")
    {
        ReceiptSigner copier = new(ReceiptFormat.CopyRole, "site-a");
        ReceiptSigner verifier = new(ReceiptFormat.VerifyRole, "site-b");
        var output = new MemoryStream();
        using var writer = new ReceiptWriter(output);
        await writer.WriteAsync(
            new ReceiptHeader(
                ReceiptFormat.Name,
                "t1",
                1,
                new ReceiptPlace("site-a", "s3.site-a.example", "results", "in/"),
                new ReceiptPlace("site-b", "s3.site-b.example", bucket, "out/"),
                [copier, verifier],
                Samples.At),
            Cancel);
        foreach ((string key, byte[] content) in _content)
        {
            string[]? parts = content.Length > Part
                ? [.. content.Chunk(Part).Select(part => Convert.ToHexStringLower(SHA256.HashData(part)))]
                : null;
            await writer.WriteAsync(
                new ReceiptObject(
                    $"in/{key}",
                    content.Length,
                    $"out/{key}",
                    Convert.ToHexStringLower(SHA256.HashData(content)),
                    parts is null ? null : Part,
                    parts),
                Cancel);
        }

        await writer.WriteAsync(new ReceiptObject("in/failed", 3, Failed: "access_denied"), Cancel);
        await writer.EndAsync(skipped: 0, [], Cancel);
        ReceiptSignature[] signatures =
        [
            ReceiptSigning.Sign(_copier, copier, "site-a.1", writer.Chain),
            ReceiptSigning.Sign(_verifier, verifier, "site-b.1", writer.Chain),
        ];
        string file = Path.Combine(_folder, $"{Guid.NewGuid():N}.jsonl");
        await using FileStream signed = File.Create(file);
        output.Position = 0;
        await ReceiptCopy.SignedAsync(output, signed, signatures, Cancel);
        return file;
    }
}
