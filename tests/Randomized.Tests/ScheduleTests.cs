using DtnBox.Randomized.Tests.Running;

namespace DtnBox.Randomized.Tests;

/// <summary>Transfers, orders and faults by chance, on real processes.</summary>
/// <remarks>
/// All schedules begin with the class, some at a time, and each test waits for its own. How many, and with which seeds, is
/// told by the environment: see <c>script/randomized</c>.
/// </remarks>
public sealed class ScheduleTests(ScheduleBatch batch) : IClassFixture<ScheduleBatch>
{
    public static TheoryData<int> Seeds => [.. ScheduleBatch.Seeds];

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task Schedule_OfThisSeed_KeepsEveryPromise(int seed)
    {
        ScheduleResult result = await batch.ResultAsync(seed);
        if (result.Violations.Count > 0)
        {
            Assert.Fail(result.Explain());
        }
    }
}
