using DtnBox.Contracts.Commands;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>Sums of faults by code.</summary>
internal static class FaultSums
{
    /// <summary>The sum with one chunk's old share taken out and its new share put in.</summary>
    public static IReadOnlyDictionary<string, FaultSummary> Replace(
        IReadOnlyDictionary<string, FaultSummary> sum,
        IReadOnlyDictionary<string, FaultSummary> before,
        IReadOnlyDictionary<string, FaultSummary> after)
    {
        SortedDictionary<string, FaultSummary> result = new(StringComparer.Ordinal);
        foreach (string code in sum.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            long count = Count(sum, code) - Count(before, code) + Count(after, code);
            if (count > 0)
            {
                FaultSummary example = after.GetValueOrDefault(code) ?? sum[code];
                result[code] = example with { Count = count };
            }
        }

        return result;
    }

    private static long Count(IReadOnlyDictionary<string, FaultSummary> faults, string code)
        => faults.GetValueOrDefault(code)?.Count ?? 0;
}
