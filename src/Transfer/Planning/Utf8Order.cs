namespace DtnBox.Transfer.Planning;

/// <summary>The order in which S3 lists keys: by the bytes of their UTF-8 form.</summary>
internal static class Utf8Order
{
    /// <summary>Less than zero when <paramref name="left"/> is listed first.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int common = left.CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length - right.Length
            : Rank(left[common]) - Rank(right[common]);
    }

    // UTF-16 puts characters beyond U+FFFF (written as surrogates, D800-DFFF) before U+E000; UTF-8 puts them last.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
