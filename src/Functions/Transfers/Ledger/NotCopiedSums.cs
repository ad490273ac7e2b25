namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>Sums of objects that were copied without some of their properties.</summary>
internal static class NotCopiedSums
{
    public static IReadOnlyDictionary<string, long> None { get; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>The sum with one chunk's old share taken out and its new share put in; null when nothing is left.</summary>
    public static IReadOnlyDictionary<string, long>? Replace(
        IReadOnlyDictionary<string, long> sum, IReadOnlyDictionary<string, long> before, IReadOnlyDictionary<string, long> after)
    {
        SortedDictionary<string, long> result = new(StringComparer.Ordinal);
        foreach (string property in sum.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            long count = sum.GetValueOrDefault(property) - before.GetValueOrDefault(property) + after.GetValueOrDefault(property);
            if (count > 0)
            {
                result[property] = count;
            }
        }

        return result.Count == 0 ? null : result;
    }
}
