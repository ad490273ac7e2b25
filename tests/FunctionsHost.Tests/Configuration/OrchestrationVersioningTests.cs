using DtnBox.FunctionsHost.Configuration;

namespace DtnBox.FunctionsHost.Tests.Configuration;

public sealed class OrchestrationVersioningTests
{
    [Theory]
    [InlineData(null, "2.0", "9", true)]
    [InlineData("None", "2.0", "9", true)]
    [InlineData("Strict", "2.0", "2.0", true)]
    [InlineData("Strict", "2.0", "1.0", false)]
    [InlineData("Strict", "2.0", null, false)]
    [InlineData("Strict", null, null, true)]
    [InlineData("Strict", null, "1.0", false)]
    [InlineData("CurrentOrOlder", "2.0", "2.0", true)]
    [InlineData("CurrentOrOlder", "2.0", "1.10", true)]
    [InlineData("CurrentOrOlder", "1.9", "1.10", false)]
    [InlineData("CurrentOrOlder", "2.0", "2.0.1", false)]
    [InlineData("CurrentOrOlder", "2.0", null, true)]
    [InlineData("CurrentOrOlder", "beta", "ALPHA", true)]
    [InlineData("CurrentOrOlder", "beta", "gamma", false)]
    public void Mismatch_OfAnInstancesVersion_IsByTheStrategy(string? strategy, string? ours, string? theirs, bool fits)
    {
        var versioning = new OrchestrationVersioning(
            ours, strategy is null ? null : Enum.Parse<VersionMatchStrategy>(strategy), VersionFailureStrategy.Reject);

        Assert.Equal(fits, versioning.Mismatch(theirs) is null);
    }
}
