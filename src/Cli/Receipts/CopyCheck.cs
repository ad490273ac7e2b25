using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DtnBox.Receipts;

namespace DtnBox.Cli.Receipts;

/// <summary>Compares a copy with a receipt, part by part. Several parts are read at once; none is kept in memory.</summary>
internal static class CopyCheck
{
    private const int PartsAtOnce = 8;

    /// <param name="receipt">A receipt that was found whole.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="report">Told each difference as soon as it is found, in words; by several threads.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>How many differences there were.</returns>
    public static async Task<int> RunAsync(
        Stream receipt, ICopyReader copy, Action<string> report, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<string, bool> found = new(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(PartsAsync(receipt, cancellationToken), options, async (part, cancel) =>
        {
            // What is wrong with an object as a whole is found by each of its parts, and told once.
            if (await DifferenceAsync(part, copy, cancel) is { } difference && found.TryAdd(difference, true))
            {
                report(difference);
            }
        });
        return found.Count;
    }

    private static async Task<string?> DifferenceAsync(Part part, ICopyReader copy, CancellationToken cancellationToken)
    {
        ReceiptObject wanted = part.Object;
        bool isWhole = part.Length == wanted.Size;
        (long Size, string Sha256)? seen = await copy.HashAsync(
            part.Key, part.Offset, part.Length, isWhole, cancellationToken);
        return seen switch
        {
            null => $"'{wanted.DestinationKey}' is not there, or shorter than its {wanted.Size} bytes.",
            { Size: var size } when size != wanted.Size => $"'{wanted.DestinationKey}' has {size} bytes and not {wanted.Size}.",
            { Sha256: var sha256 } when sha256 != part.Sha256 =>
                $"'{wanted.DestinationKey}' differs in part {part.Number} (bytes {part.Offset}-{part.Offset + part.Length - 1}).",
            _ => null,
        };
    }

    private static async IAsyncEnumerable<Part> PartsAsync(
        Stream receipt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new ReceiptReader(receipt);
        ReceiptHeader header = await reader.ReadHeaderAsync(cancellationToken);
        await foreach (ReceiptObject found in reader.ReadObjectsAsync(cancellationToken))
        {
            if (found is { Failed: null, DestinationKey: { } destinationKey })
            {
                foreach (Part part in PartsOf(found, destinationKey[header.Destination.Prefix.Length..]))
                {
                    yield return part;
                }
            }
        }
    }

    private static IEnumerable<Part> PartsOf(ReceiptObject found, string key)
    {
        if (found is not { PartSha256: { } hashes, PartSizeBytes: { } size })
        {
            yield return new Part(found, key, 1, 0, found.Size, found.Sha256);
            yield break;
        }

        for (int i = 0; i < hashes.Count; i++)
        {
            long offset = i * size;
            yield return new Part(found, key, i + 1, offset, Math.Min(size, found.Size - offset), hashes[i]);
        }
    }

    private sealed record Part(ReceiptObject Object, string Key, int Number, long Offset, long Length, string? Sha256);
}
