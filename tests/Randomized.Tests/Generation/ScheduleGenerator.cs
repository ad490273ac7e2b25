using DtnBox.Randomized.Tests.Faults;

namespace DtnBox.Randomized.Tests.Generation;

/// <summary>Makes a schedule of a seed. The same seed makes the same schedule, on every machine.</summary>
internal static class ScheduleGenerator
{
    private const int LastFaultWrite = 100;

    // Writes are what most can go wrong with.
    private static readonly StorageTarget[] Targets =
    [
        StorageTarget.Everything, StorageTarget.Everything, StorageTarget.TableWrites, StorageTarget.TableWrites,
        StorageTarget.TableReads, StorageTarget.Blobs, StorageTarget.OwnerRow,
    ];

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
        int[] writes = [.. Enumerable.Range(0, count).Select(_ => chance.Between(0, LastFaultWrite)).Order()];
        return [.. writes.Select(write => Fault(chance, write))];
    }

    private static PlannedFault Fault(Chance chance, int write) => chance.Between(0, 99) switch
    {
        < 12 => new PlannedFault.KillHost(write),
        < 28 => new PlannedFault.KillAtWrite(write, chance.Between(1, 40), chance.Happens(50)),
        < 34 => new PlannedFault.KillHandler(write),
        < 40 => new PlannedFault.KillBoth(write),
        < 45 => new PlannedFault.PauseUntilTakeover(write, chance.Between(0, 500)),
        < 53 => new PlannedFault.LateWrite(write, chance.Between(1, 40)),
        < 57 => new PlannedFault.PauseShortly(write, chance.Between(50, 1200)),
        < 64 => new PlannedFault.Stop(write),
        _ => new PlannedFault.Storage(
            write,
            chance.Pick(Enum.GetValues<StorageTrouble>()),
            chance.Pick(Targets),
            chance.Pick([1, 1, 2, 3, 5]),
            chance.Pick([1, 1, 2, 3, 5, 10, 20]),
            chance.Between(50, 2500)),
    };
}
