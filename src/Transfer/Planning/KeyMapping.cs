using System.Text;
using DtnBox.Contracts.Commands;

namespace DtnBox.Transfer.Planning;

/// <summary>Where an object goes.</summary>
public static class KeyMapping
{
    private const int MaxKeyBytes = 1024;

    /// <summary>The destination's prefix, then what the source key has after the source's prefix.</summary>
    public static string ToDestination(string sourcePrefix, Location destination, string sourceKey)
        => string.Concat(destination.Prefix, sourceKey.AsSpan(sourcePrefix.Length));

    /// <summary>The source's key of what lies at the destination.</summary>
    public static string ToSource(Location source, string destinationPrefix, string destinationKey)
        => string.Concat(source.Prefix, destinationKey.AsSpan(destinationPrefix.Length));

    /// <summary>Whether S3 allows a key of this length.</summary>
    public static bool IsTooLong(string key) => Encoding.UTF8.GetByteCount(key) > MaxKeyBytes;
}
