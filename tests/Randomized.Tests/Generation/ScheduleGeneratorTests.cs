using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Randomized.Tests.Faults;

namespace DtnBox.Randomized.Tests.Generation;

public sealed class ScheduleGeneratorTests
{
    private static readonly Schedule[] Many = [.. Enumerable.Range(1, 500).Select(ScheduleGenerator.Generate)];

    [Fact]
    public void Generate_TheSameSeed_MakesTheSameSchedule()
        => Assert.Equal(Text(ScheduleGenerator.Generate(4711)), Text(ScheduleGenerator.Generate(4711)));

    [Fact]
    public void Generate_AnotherSeed_MakesAnotherSchedule()
        => Assert.Equal(Many.Length, Many.Select(schedule => Text(schedule with { Seed = 0 })).Distinct().Count());

    [Fact]
    public void Generate_ManySeeds_LeaveOutNothing()
    {
        Assert.Equal(Kinds<PlannedFault>(), Many.SelectMany(schedule => schedule.Faults).Select(fault => fault.GetType()).ToHashSet());
        Assert.Equal(Kinds<Order>(), Many.SelectMany(schedule => schedule.Orders).Select(order => order.GetType()).ToHashSet());
        AssertAll(schedule => schedule.Faults.OfType<PlannedFault.Storage>().Select(fault => fault.Trouble));
        AssertAll(schedule => schedule.Faults.OfType<PlannedFault.Storage>().Select(fault => fault.Target));
        AssertAll(schedule => schedule.Faults.OfType<PlannedFault.Store>().Select(fault => fault.Trouble));
        AssertAll(schedule => schedule.Faults.OfType<PlannedFault.Store>().Select(fault => fault.Target));
        AssertAll(schedule => new[] { schedule.Settings.Kind });
        AssertAll(schedule => new[] { schedule.Settings.Sync });
        AssertAll(schedule => new[] { schedule.Keys });
        Assert.Contains(Many, schedule => schedule.Faults.Length == 0);
        Assert.Contains(Many, schedule => schedule.Objects.Any(item => item.Content.Size >= ScheduleGenerator.PartSize));
        Assert.Contains(Many, schedule => schedule.Objects.Any(item => item.Content.Size == 0));
        Assert.Contains(Many, schedule => schedule.Extras.Length > schedule.Settings.DeleteExtras?.Limit);
    }

    [Fact]
    public void Generate_AnySeed_NamesEachKeyOnce() => Assert.All(Many, schedule => Assert.Distinct(
        schedule.Objects.Select(item => item.Key).Concat(schedule.Extras.Select(item => item.Key))));

    [Fact]
    public void Generate_AnySeed_StrikesFewerCallsInARowThanAnAgentTries() => Assert.All(
        Many.SelectMany(schedule => schedule.Faults).OfType<PlannedFault.Store>().Where(fault => fault.Every == 1),
        fault => Assert.InRange(fault.Times, 1, 5));

    private static void AssertAll<T>(Func<Schedule, IEnumerable<T>> values)
        where T : struct, Enum
        => Assert.Equal(Enum.GetValues<T>(), Many.SelectMany(values).Distinct().Order());

    private static HashSet<Type> Kinds<T>() => [.. typeof(T).GetNestedTypes()];

    private static string Text(Schedule schedule)
        => JsonSerializer.Serialize(schedule, ContractJson.Options)
            + string.Join('\n', schedule.Faults.AsEnumerable()) + string.Join('\n', schedule.Orders.AsEnumerable());
}
