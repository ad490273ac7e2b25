using DtnBox.Contracts.Transfers;

namespace DtnBox.Randomized.Tests.Modelling;

public sealed class KeyRuleModelTests
{
    [Theory]
    [InlineData("raw/*.h5", "raw/a.h5", true)]
    [InlineData("raw/*.h5", "raw/b/c.h5", false)]
    [InlineData("raw/*.h5", "old/raw/a.h5", false)]
    [InlineData("*.tmp", "deep/down/x.tmp", true)]
    [InlineData("*.tmp", "x.tmp.gz", false)]
    [InlineData("d?/**", "d1/a/b", true)]
    [InlineData("d?/**", "d12/a", false)]
    [InlineData("**/x", "x", false)]
    public void Takes_OneInclude_TakesWhatItsPatternMatches(string pattern, string key, bool taken)
        => Assert.Equal(taken, KeyRuleModel.Takes(new Selection([new KeyRule(KeyRuleAction.Include, pattern)]), key));

    [Fact]
    public void Takes_NoRuleMatches_DependsOnWhetherAllAreIncludes()
    {
        KeyRule include = new(KeyRuleAction.Include, "a/*");
        KeyRule exclude = new(KeyRuleAction.Exclude, "b/*");
        Assert.True(KeyRuleModel.Takes(null, "c"));
        Assert.False(KeyRuleModel.Takes(new Selection([include]), "c"));
        Assert.True(KeyRuleModel.Takes(new Selection([include, exclude]), "c"));
        Assert.False(KeyRuleModel.Takes(new Selection([include, exclude]), "b/c"));
    }
}
