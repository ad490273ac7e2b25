using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class SelectionRulesTests
{
    [Fact]
    public void Check_OrdinaryRules_FindsNothing() => Assert.Empty(Check(Rules(200, "2026-*/**/*.h5")));

    [Fact]
    public void Check_EmptyAndLongPatterns_NamesEach()
        => Assert.Equal(
            ["settings.selection.rules[0].pattern", "settings.selection.rules[2].pattern", "settings.selection.rules[3].pattern"],
            Check(
            [
                new KeyRule(KeyRuleAction.Include, string.Empty), new KeyRule(KeyRuleAction.Include, "a"),
                new KeyRule(KeyRuleAction.Include, new string('a', 1025)), null!,
            ]).Keys);

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    [InlineData("list", false)]
    [InlineData("", false)]
    [InlineData("0123456789abcdef0123456789abcde/", false)]
    public void Check_AListOfKeys_MustBeAnId(string list, bool taken)
    {
        var errors = new FieldErrors();
        SelectionRules.Check(new Selection(KeyList: list), errors);
        Assert.Equal(taken ? [] : ["settings.selection.keyList"], errors.ToDictionary().Keys);
    }

    [Fact]
    public void Check_TooManyRules_SaysHowMany()
        => Assert.Contains("1,000", Assert.Single(Check(Rules(1001, "a"))["settings.selection.rules"]), StringComparison.Ordinal);

    [Fact]
    public void Check_RulesThatDoNotFitIntoARow_SaysHowLongTheyMayBe()
        => Assert.Contains(
            "16,000", Assert.Single(Check(Rules(30, new string('a', 1000)))["settings.selection.rules"]), StringComparison.Ordinal);

    private static KeyRule[] Rules(int count, string pattern)
        => [.. Enumerable.Repeat(new KeyRule(KeyRuleAction.Exclude, pattern), count)];

    private static IDictionary<string, string[]> Check(IReadOnlyList<KeyRule> rules)
    {
        var errors = new FieldErrors();
        SelectionRules.Check(new Selection(rules), errors);
        return errors.ToDictionary();
    }
}
