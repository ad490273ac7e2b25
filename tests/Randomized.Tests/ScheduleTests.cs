using DtnBox.Randomized.Tests.Running;

namespace DtnBox.Randomized.Tests;

/// <summary>Workflows and faults by chance, on real processes.</summary>
/// <remarks>
/// All schedules begin with the first test, some at a time, and each test waits for its own. How many, and with which
/// seeds, is told by the environment: see <c>script/randomized</c>.
/// </remarks>
public sealed class ScheduleTests
{
    public static TheoryData<int> Seeds => [.. ScheduleBatch.Current.Seeds];

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task Schedule_OfThisSeed_KeepsEveryPromise(int seed)
    {
        ScheduleResult result = await ScheduleBatch.Current.ResultAsync(seed);
        if (result.Violations.Count > 0)
        {
            Assert.Fail(result.Explain());
        }
    }
}
