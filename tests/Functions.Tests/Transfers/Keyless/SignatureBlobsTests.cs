using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.Keyless;

namespace DtnBox.Functions.Tests.Transfers.Keyless;

public sealed class SignatureBlobsTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private const string Secret = "a-signature-that-writes";

    private readonly string _transfer = $"t{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SignatureBlobs Blobs => plane.Get<SignatureBlobs>();

    [Fact]
    public async Task Append_TwoMembers_AreReadInOrderAndLieEncrypted()
    {
        await AppendAsync(1, "first " + Secret);
        await AppendAsync(1, "second " + Secret);

        Assert.True(await Blobs.ExistAsync(_transfer, 1, Cancel));
        Assert.Equal($"first {Secret}\nsecond {Secret}\n", await ReadAsync(1));
        string raw = Encoding.Latin1.GetString(await RawAsync(1));
        Assert.DoesNotContain(Secret, raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001f\u008b", raw[..64], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_FrameOfAnotherChunk_IsOfNoUse()
    {
        await AppendAsync(1, Secret);
        await Blob(2).UploadAsync(BinaryData.FromBytes(await RawAsync(1)), Cancel);

        await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(2));
    }

    [Fact]
    public async Task Delete_SettledChunk_LeavesTheOthers()
    {
        await AppendAsync(1, Secret);
        await AppendAsync(2, Secret);
        await Blobs.DeleteAsync(_transfer, 1, Cancel);
        await Blobs.DeleteAsync(_transfer, 1, Cancel);

        Assert.False(await Blobs.ExistAsync(_transfer, 1, Cancel));
        Assert.True(await Blobs.ExistAsync(_transfer, 2, Cancel));

        await Blobs.DeleteAllAsync(_transfer, Cancel);

        Assert.False(await Blobs.ExistAsync(_transfer, 2, Cancel));
    }

    private async Task AppendAsync(int chunk, string line)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }

        await Blobs.AppendAsync(_transfer, chunk, BinaryData.FromBytes(packed.ToArray()), Cancel);
    }

    private async Task<string> ReadAsync(int chunk)
    {
        using var members = new MemoryStream();
        await Blobs.CopyToAsync(_transfer, chunk, members, Cancel);
        members.Position = 0;
        using var reader = new StreamReader(new GZipStream(members, CompressionMode.Decompress));
        return await reader.ReadToEndAsync(Cancel);
    }

    private async Task<byte[]> RawAsync(int chunk)
        => (await Blob(chunk).DownloadContentAsync(Cancel)).Value.Content.ToArray();

    private BlobClient Blob(int chunk)
        => plane.Get<StorageAccount>().Ledger.GetBlobClient($"signed/{_transfer}/{chunk:D8}");
}
