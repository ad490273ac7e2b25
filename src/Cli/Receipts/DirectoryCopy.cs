using System.Buffers;
using System.Security.Cryptography;

namespace DtnBox.Cli.Receipts;

/// <summary>The copy in a directory: keys are paths below it.</summary>
internal sealed class DirectoryCopy(DirectoryInfo directory) : ICopyReader
{
    private const int BufferBytes = 128 * 1024;

    public async Task<(long Size, string Sha256)?> HashAsync(
        string key, long offset, long length, bool isWhole, CancellationToken cancellationToken)
    {
        string path = Path.GetFullPath(Path.Combine(directory.FullName, key));
        bool isBelow = path.StartsWith(directory.FullName.TrimEnd('/') + "/", StringComparison.Ordinal);
        if (!isBelow || !File.Exists(path))
        {
            return null;
        }

        await using FileStream file = File.OpenRead(path);
        if (file.Length < offset + length)
        {
            return (file.Length, string.Empty);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            file.Position = offset;
            for (long left = length; left > 0;)
            {
                int read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
                if (read == 0)
                {
                    return (file.Length, string.Empty);
                }

                hash.AppendData(buffer, 0, read);
                left -= read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return (file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
