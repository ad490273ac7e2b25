using DtnBox.Randomized.Tests.Faults;

namespace DtnBox.Randomized.Tests.Generation;

/// <summary>Makes a schedule of a seed. The same seed makes the same schedule, on every machine.</summary>
internal static class ScheduleGenerator
{
    private const int LastFaultMilliseconds = 1500;

    public static Schedule Generate(int seed)
    {
        var chance = new Chance(seed);
        PlannedFault[] faults = Faults(chance);
        bool standby = chance.Happens(30);
        bool disturbsStarts = chance.Happens(25);
        bool killsHandlers = faults.Any(fault => fault is PlannedFault.KillHandler);
        var generator = new WorkflowGenerator(chance, disturbed: faults.Length > 0, killsHandlers);
        WorkflowCase[] workflows = generator.Generate(chance.Between(3, 8));
        return new Schedule(seed, workflows, faults, standby, disturbsStarts);
    }

    private static PlannedFault[] Faults(Chance chance)
    {
        int count = chance.Pick([0, 1, 1, 1, 2, 2, 2, 3, 3, 4]);
        int[] times = [.. Enumerable.Range(0, count).Select(_ => chance.Between(0, LastFaultMilliseconds)).Order()];
        return [.. times.Select(time => Fault(chance, time))];
    }

    private static PlannedFault Fault(Chance chance, int time) => chance.Between(0, 99) switch
    {
        < 20 => new PlannedFault.KillHost(time),
        < 27 => new PlannedFault.KillHandler(time),
        < 34 => new PlannedFault.KillBoth(time),
        < 42 => new PlannedFault.PauseUntilTakeover(time, chance.Between(0, 500)),
        < 49 => new PlannedFault.PauseShortly(time, chance.Between(50, 1200)),
        < 58 => new PlannedFault.Stop(time),
        _ => new PlannedFault.Storage(
            time,
            chance.Between(50, 1500),
            chance.Pick(Enum.GetValues<StorageTrouble>()),
            chance.Pick(Enum.GetValues<StorageTarget>()),
            chance.Pick([1, 2, 3, 5, 10]),
            chance.Between(50, 1500)),
    };
}
