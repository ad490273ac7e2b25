namespace DtnBox.Judge.Tests;

/// <summary>What no honest store does, and must not be taken for a copy all the same.</summary>
public sealed class ComparisonTests
{
    [Fact]
    public async Task Compare_ThreeCopies_FindsTheOneThatDiffers()
    {
        Verdict verdict = await CompareAsync(
            new WrittenCopy("A", ("k", 1, "x")), new WrittenCopy("B", ("k", 1, "x")), new WrittenCopy("C", ("k", 1, "y")));
        Assert.Equal("'k': SHA-256 x in A, SHA-256 x in B, SHA-256 y in C", Assert.Single(verdict.Differences).ToString());
    }

    [Fact]
    public async Task Compare_AListOutOfOrder_CannotBeJudged()
    {
        var copy = new WrittenCopy("A", ("b", 1, "x"), ("a", 1, "x"));
        Assert.Equal(
            "A lists 'a' after 'b', which is not the order of keys.",
            Assert.Single((await CompareAsync(copy, copy)).Differences).ToString());
    }

    [Fact]
    public async Task Compare_AKeyListedTwice_CannotBeJudged()
    {
        var copy = new WrittenCopy("A", ("a", 1, "x"), ("a", 1, "x"));
        Assert.False((await CompareAsync(copy, copy)).IsSame);
    }

    [Fact]
    public async Task Compare_KeysBeyondTheBasicPlane_AreInTheOrderOfTheirBytes()
    {
        // By UTF-16 the second would come first.
        var copy = new WrittenCopy("A", ("\uFF5E", 1, "x"), ("😀", 1, "x"));
        Assert.True((await CompareAsync(copy, copy)).IsSame);
    }

    [Fact]
    public async Task Compare_MoreBytesThanListed_IsNotTheSame()
    {
        var copy = new WrittenCopy("A", ("a", 1, "xy"));
        Assert.Equal(
            "'a': listed with 1 bytes, but 2 were read in A, 2 were read in A",
            Assert.Single((await CompareAsync(copy, copy)).Differences).ToString());
    }

    [Fact]
    public async Task Compare_AReadThatBreaks_IsNotTheSame()
    {
        Verdict verdict = await CompareAsync(
            new WrittenCopy("A", ("a", 6, "broken"), ("b", 1, "x")), new WrittenCopy("B", ("a", 6, "broken"), ("b", 1, "x")));
        Assert.Equal(
            "'a': cannot be judged in A: the connection broke; cannot be judged in B: the connection broke",
            Assert.Single(verdict.Differences).ToString());
        Assert.Equal(1, verdict.Objects);
    }

    [Fact]
    public async Task Compare_ManyDifferences_ShowsTheFirstAndCountsAll()
    {
        var full = new WrittenCopy("A", [.. Enumerable.Range(100, 50).Select(i => ($"{i}", 1L, "x"))]);
        Verdict verdict = await CompareAsync(full, new WrittenCopy("B"));
        Assert.Equal((50, 20), (verdict.DifferenceCount, verdict.Differences.Count));
    }

    [Fact]
    public void Judge_ByItsReferences_IsIndependent()
        => Assert.DoesNotContain(
            typeof(Comparison).Assembly.GetReferencedAssemblies(),
            reference => reference.Name!.StartsWith("DtnBox", StringComparison.Ordinal)
                || reference.Name.StartsWith("AWSSDK", StringComparison.Ordinal));

    private static Task<Verdict> CompareAsync(params ICopy[] copies)
        => Comparison.OfAsync(copies, TestContext.Current.CancellationToken);
}
