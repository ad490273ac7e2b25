using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Validation;

/// <summary>Tries which checksums a store checks when an object is written.</summary>
/// <remarks>Many stores ignore headers they do not know, so a kind counts only when a wrong checksum is refused.</remarks>
internal static class ProbeChecksums
{
    internal static readonly byte[] Content = "DtnBox probes this store."u8.ToArray();

    public static async Task<IReadOnlyList<ChecksumKind>> FindAsync(
        ObjectStore store, string bucket, string key, CancellationToken cancellationToken)
    {
        List<ChecksumKind> checkedKinds = [];
        foreach (ChecksumKind kind in Enum.GetValues<ChecksumKind>())
        {
            byte[] right = Of(kind, Content);
            byte[] wrong = [.. right];
            wrong[0] ^= 1;
            if (await TakesAsync(right) && !await TakesAsync(wrong))
            {
                checkedKinds.Add(kind);
            }

            Task<bool> TakesAsync(byte[] checksum) => DestinationCheck.CanAsync(() => store.PutAsync(
                bucket,
                key,
                [new(HeaderOf(kind), Convert.ToBase64String(checksum))],
                new BytesBody(Content),
                careful: false,
                cancellationToken));
        }

        return checkedKinds;
    }

    /// <summary>A checksum as S3 has it: the bytes of the number, the first one first.</summary>
    public static byte[] Of(ChecksumKind kind, byte[] content)
    {
        byte[] bytes;
        switch (kind)
        {
            case ChecksumKind.Crc32:
                BinaryPrimitives.WriteUInt32BigEndian(bytes = new byte[4], Crc32.HashToUInt32(content));
                return bytes;
            case ChecksumKind.Crc64Nvme:
                BinaryPrimitives.WriteUInt64BigEndian(bytes = new byte[8], Crc64Nvme.Of(content));
                return bytes;
            default:
                return SHA256.HashData(content);
        }
    }

    private static string HeaderOf(ChecksumKind kind) => $"x-amz-checksum-{kind.ToString().ToLowerInvariant()}";
}
