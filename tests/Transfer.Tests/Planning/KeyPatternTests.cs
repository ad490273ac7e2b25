using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Planning;

namespace DtnBox.Transfer.Tests.Planning;

public sealed class KeyPatternTests
{
    [Theory]
    [InlineData("a.txt", "a.txt", true)]
    [InlineData("a.txt", "deep/er/a.txt", true)]
    [InlineData("a.txt", "a.txt/b", false)]
    [InlineData("a.txt", "A.TXT", false)]
    [InlineData("a.txt", "aXtxt", false)]
    [InlineData("*.tmp", "x.tmp", true)]
    [InlineData("*.tmp", "a/b/.tmp", true)]
    [InlineData("*.tmp", "x.tmp.gz", false)]
    [InlineData("*", "a/b", true)]
    [InlineData("*", "a/", true)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-b-b", false)]
    [InlineData("run-?", "run-7", true)]
    [InlineData("run-?", "run-", false)]
    [InlineData("run-?", "run-77", false)]
    public void Matches_PatternWithoutSlash_IsTriedOnTheLastSegment(string pattern, string key, bool expected)
        => Assert.Equal(expected, new KeyPattern(pattern).Matches(key));

    [Theory]
    [InlineData("a/*.txt", "a/b.txt", true)]
    [InlineData("a/*.txt", "a/b/c.txt", false)]
    [InlineData("a/*.txt", "x/a/b.txt", false)]
    [InlineData("a/**", "a/b/c.txt", true)]
    [InlineData("a/**", "a/", true)]
    [InlineData("a/**", "a", false)]
    [InlineData("a/**/z", "a/b/c/z", true)]
    [InlineData("a/**/z", "a/z", false)]
    [InlineData("a/**z", "a/z", true)]
    [InlineData("**/z", "a/b/z", true)]
    [InlineData("**/z", "z", false)]
    [InlineData("**/*.h5", "2026/run/x.h5", true)]
    [InlineData("*/x/*/y", "1/x/2/y", true)]
    [InlineData("*/x/*/y", "1/x/2/3/y", false)]
    [InlineData("**/a/*/b", "a/1/2/a/3/b", true)]
    [InlineData("?/b", "a/b", true)]
    [InlineData("a?b/", "a/b/", false)]
    [InlineData("a//b", "a//b", true)]
    [InlineData("a/***/c", "a/b/c", true)]
    [InlineData("/a", "/a", true)]
    [InlineData("/a", "a", false)]
    public void Matches_PatternWithSlash_IsTriedOnTheWholeKey(string pattern, string key, bool expected)
        => Assert.Equal(expected, new KeyPattern(pattern).Matches(key));

    [Theory]
    [InlineData("?", "\U0001F600", true)]
    [InlineData("??", "\U0001F600", false)]
    [InlineData("*\u00e9*", "caf\u00e9s", true)]
    [InlineData("caf\u00e9", "cafe\u0301", false)]
    [InlineData("\U0001F600", "\U0001F600", true)]
    [InlineData("\U0001F600", "\U0001F601", false)]
    [InlineData("a\n*", "a\nb", true)]
    [InlineData("*", "a\nb", true)]
    [InlineData("[a-z]+(x|y).{2}^$\\d", "[a-z]+(x|y).{2}^$\\d", true)]
    [InlineData("[a-z]", "b", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("a|b", "a", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    public void Matches_OddCharacters_AreTakenAsTheyAre(string pattern, string key, bool expected)
        => Assert.Equal(expected, new KeyPattern(pattern).Matches(key));

    [Fact]
    public void Matches_LongKeyAndManyStars_EndsAtOnce()
    {
        // A matcher that tries one way after the other would need more steps than there are atoms.
        string stars = string.Concat(Enumerable.Repeat("a*", 500)) + "b/";
        string doubles = string.Concat(Enumerable.Repeat("a**", 300)) + "b";
        string key = new('a', 1024);

        Assert.False(new KeyPattern(stars).Matches(key));
        Assert.False(new KeyPattern(doubles).Matches(key));
        Assert.True(new KeyPattern(doubles).Matches(key + "b"));
    }

    [Theory]
    [InlineData("", "a.txt", true)]
    [InlineData("+*.txt", "a.txt", true)]
    [InlineData("+*.txt", "a.bin", false)]
    [InlineData("-*.txt", "a.txt", false)]
    [InlineData("-*.txt", "a.bin", true)]
    [InlineData("+keep.txt -*.txt", "keep.txt", true)]
    [InlineData("+keep.txt -*.txt", "other.txt", false)]
    [InlineData("+keep.txt -*.txt", "a.bin", true)]
    [InlineData("-*.txt +keep.txt", "keep.txt", false)]
    [InlineData("+a/** +b/**", "c/x", false)]
    [InlineData("+a/** +b/**", "b/x", true)]
    [InlineData("+a/** -**", "b/x", false)]
    public void Take_RulesInOrder_TheFirstMatchDecides(string rules, string key, bool expected)
    {
        var selection = new Selection(
        [
            .. rules.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(rule => new KeyRule(
                rule[0] == '+' ? KeyRuleAction.Include : KeyRuleAction.Exclude, rule[1..])),
        ]);

        Assert.Equal(expected, new KeyRules(selection).Take(key));
    }
}
