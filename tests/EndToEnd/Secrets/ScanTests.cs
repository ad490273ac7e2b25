using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Secrets;

/// <summary>The search for leaks finds one: a search that finds nothing proves nothing by itself.</summary>
public sealed class ScanTests
{
    private const string Secret = "S+pl4nted/\"ü & on purpose=";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forms => new(
        Secret,
        JsonSerializer.Serialize(Secret),
        JsonSerializer.Serialize(JsonSerializer.Serialize(new { Inner = Secret })),
        $"https://s3.example/?key={Uri.EscapeDataString(Secret)}",
        $"key={System.Net.WebUtility.UrlEncode(Secret)}",
        System.Net.WebUtility.HtmlEncode(Secret),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"x{Secret}")),
        JsonSerializer.Serialize(Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{Secret} and more"))),
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"x{Secret}y")));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Find_SecretInAForm_IsFound(string text)
        => Assert.Single(NewScan().Find("a log", $"something {text} else"), line => line.StartsWith("a log holds the planted one", StringComparison.Ordinal));

    [Fact]
    public void Find_BytesOfAHexSecret_AreFound()
    {
        var scan = new SecretScan();
        scan.Plant("a signature", "00112233445566778899aabbccddeeff");
        byte[] bytes = Convert.FromHexString("00112233445566778899aabbccddeeff");
        Assert.Single(scan.Find("base64", $"{{\"value\":\"{Convert.ToBase64String(bytes)}\"}}"));
        Assert.Single(scan.Find("bytes", [1, 2, .. bytes, 3]));
        Assert.Empty(scan.Find("others", "00112233445566778899aabbccddeef0"));
    }

    [Fact]
    public async Task StoredText_SecretInATableAndInAPackedBlob_IsFound()
    {
        string prefix = TestStorage.NewPrefix();
        var table = new TableClient(TestStorage.ConnectionString, $"{prefix}rows");
        await table.CreateAsync(Cancel);
        await table.AddEntityAsync(new TableEntity("p", "clean") { ["Text"] = "nothing" }, Cancel);
        await table.AddEntityAsync(new TableEntity("p", "dirty") { ["Text"] = JsonSerializer.Serialize(new { Secret }) }, Cancel);
        var container = new BlobContainerClient(TestStorage.ConnectionString, $"{prefix}-blobs");
        await container.CreateAsync(cancellationToken: Cancel);
        await container.UploadBlobAsync("packed", Packed(Secret), Cancel);
        await container.UploadBlobAsync("clean", BinaryData.FromString("nothing"), Cancel);

        string[] found = await StoredText.ReadAsync(prefix, Cancel)
            .SelectMany(stored => NewScan().Find(stored.Where, stored.Text)).ToArrayAsync(Cancel);

        Assert.Equal(2, found.Length);
        Assert.Contains(found, line => line.StartsWith($"{prefix}rows p dirty holds", StringComparison.Ordinal));
        Assert.Contains(found, line => line.StartsWith($"{prefix}-blobs/packed holds", StringComparison.Ordinal));
    }

    private static SecretScan NewScan()
    {
        var scan = new SecretScan();
        scan.Plant("the planted one", Secret);
        return scan;
    }

    private static BinaryData Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return BinaryData.FromBytes(packed.ToArray());
    }
}
