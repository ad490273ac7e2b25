namespace DtnBox.Judge;

/// <summary>Compares what several copies hold: keys, sizes, and the SHA-256 of every byte.</summary>
/// <remarks>What cannot be judged counts as a difference: only what was read in every copy is the same.</remarks>
public static class Comparison
{
    private const int AtOnce = 8;

    public static async Task<Verdict> OfAsync(IReadOnlyList<ICopy> copies, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        try
        {
            await Parallel.ForEachAsync(
                Merging.RowsAsync(copies, cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (row, cancel) =>
                {
                    if (await FindDifferenceAsync(copies, row.Key, row.Sizes, cancel) is { } difference)
                    {
                        tally.Add(new Difference(row.Key, difference));
                    }
                    else
                    {
                        tally.AddSame(row.Sizes[0]!.Value);
                    }
                });
        }
        catch (UnlistableException fault)
        {
            tally.Add(new Difference(null, fault.Message));
        }

        return tally.ToVerdict();
    }

    private static async Task<string?> FindDifferenceAsync(
        IReadOnlyList<ICopy> copies, string key, long?[] sizes, CancellationToken cancellationToken)
    {
        if (sizes.Contains(null))
        {
            return $"missing in {string.Join(" and ", copies.Where((_, i) => sizes[i] is null).Select(copy => copy.Name))}";
        }

        if (sizes.Distinct().Count() > 1)
        {
            return InWords(copies.Zip(sizes, (copy, size) => (copy, $"{size} bytes")));
        }

        (ReadObject? Read, string? Problem)[] results = await Task.WhenAll(copies.Select(copy => ReadAsync(copy, key, cancellationToken)));
        return results switch
        {
            _ when results.Any(result => result.Problem is not null)
                => string.Join("; ", results.Select(result => result.Problem).OfType<string>()),
            // A store that lists another size than it sends.
            _ when results.Any(result => result.Read!.Size != sizes[0])
                => $"listed with {sizes[0]} bytes, but {InWords(copies.Zip(results, (copy, result) => (copy, $"{result.Read!.Size} were read")))}",
            _ when results.DistinctBy(result => result.Read!.Sha256).Count() > 1
                => InWords(copies.Zip(results, (copy, result) => (copy, $"SHA-256 {result.Read!.Sha256}"))),
            _ => null,
        };
    }

    private static async Task<(ReadObject? Read, string? Problem)> ReadAsync(
        ICopy copy, string key, CancellationToken cancellationToken)
    {
        try
        {
            return (await copy.ReadAsync(key, cancellationToken), null);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"cannot be judged in {copy.Name}: {fault.Message}");
        }
    }

    private static string InWords(IEnumerable<(ICopy Copy, string What)> parts)
        => string.Join(", ", parts.Select(part => $"{part.What} in {part.Copy.Name}"));
}
