using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Copying;

/// <summary>How an object is cut into parts of equal size, but the last.</summary>
internal sealed record PartLayout(long ObjectSize, long PartSize)
{
    private const long Mebibyte = 1024 * 1024;
    private const int MaxParts = 10_000;

    /// <summary>The largest body that S3 takes in one request.</summary>
    public const long MaxPutBytes = 5L * 1024 * Mebibyte;

    public int Count => (int)((ObjectSize + PartSize - 1) / PartSize);

    /// <summary>The smallest part size that is not below the minimum and needs at most 10,000 parts; null if none does.</summary>
    public static PartLayout? For(long objectSize, long minimumPartSize)
    {
        long fewEnough = (objectSize + MaxParts - 1) / MaxParts;
        long partSize = fewEnough <= minimumPartSize
            ? minimumPartSize
            : (fewEnough + Mebibyte - 1) / Mebibyte * Mebibyte;
        return partSize <= MaxPutBytes ? new PartLayout(objectSize, partSize) : null;
    }

    /// <summary>The bytes of a part, which is numbered from 1.</summary>
    public ByteRange Range(int part)
    {
        long offset = (part - 1) * PartSize;
        return new ByteRange(offset, Math.Min(PartSize, ObjectSize - offset));
    }
}
