using DtnBox.Contracts.Transfers;
using DtnBox.Randomized.Tests.Faults;

namespace DtnBox.Randomized.Tests.Generation;

/// <summary>Makes a schedule of a seed. The same seed makes the same schedule, on every machine.</summary>
internal static class ScheduleGenerator
{
    public const int Mebibyte = 1024 * 1024;

    /// <summary>From this size on agents copy in parts, each as large as this.</summary>
    public const int PartSize = 5 * Mebibyte;

    // A small transfer is through after some 150.
    private const int LastTick = 200;

    private static readonly string[] Extensions = ["dat", "tmp", "csv"];

    private static readonly string[] OddNames =
    [
        "folder/", "a b+c%d&e=f?g#h.dat", "100%25.tmp", "a//b.csv", "\u00fc\u4e2d\U0001F600.dat", "!'()*;:@$,[]{}|^`~\"<>.csv",
        "trailing .dat", ".hidden", $"{new string('n', 200)}/{new string('m', 200)}.dat",
    ];

    public static Schedule Generate(int seed)
    {
        var chance = new Chance(seed);
        SourceObject[] objects = [.. Objects(chance, seed)];
        TransferSettings settings = Settings(chance);
        ExtraObject[] extras = Extras(chance, settings);
        if (settings.DeleteExtras is not null)
        {
            int limit = chance.Happens(80) || extras.Length < 2 ? extras.Length + chance.Between(1, 3) : extras.Length - 1;
            settings = settings with { DeleteExtras = new DeleteExtras(limit) };
        }

        return new Schedule(
            seed,
            objects,
            extras,
            DestinationIsNewer: chance.Happens(50),
            settings,
            WithinOneNode: chance.Happens(12),
            Orders(chance),
            [.. Faults(chance).Where(fault => MayMeet(settings, fault))]);
    }

    /// <summary>A comparison believes what it reads: a byte that reads wrong is a difference, and nobody copies it again.</summary>
    private static bool MayMeet(TransferSettings settings, PlannedFault fault)
        => settings.Kind != TransferKind.Verify || fault is not PlannedFault.Store { Trouble: StoreTrouble.CorruptReadBack };

    private static IEnumerable<SourceObject> Objects(Chance chance, int seed)
    {
        int count = chance.Happens(8) ? chance.Between(150, 350) : chance.Between(1, 40);
        int large = chance.Happens(40) ? chance.Between(1, 2) : 0;
        int same = chance.Pick([0, 0, 20, 50, 90]);
        int other = chance.Pick([0, 0, 20, 50]);
        for (int i = 0; i < count; i++)
        {
            int size = i < large ? chance.Between(PartSize, 3 * PartSize) : Size(chance);
            string key = chance.Happens(15) && i < OddNames.Length
                ? OddNames[i]
                : $"d{chance.Between(0, 3)}/f{i:D3}.{chance.Pick(Extensions)}";
            var content = new Content(size, unchecked((seed * 397) + i));
            yield return new SourceObject(key, content, There(chance, content, same, other));
        }
    }

    private static int Size(Chance chance) => chance.Between(0, 99) switch
    {
        < 10 => 0,
        < 80 => chance.Between(1, 20_000),
        < 97 => chance.Between(20_000, 300_000),
        _ => chance.Between(Mebibyte, 4 * Mebibyte),
    };

    private static Content? There(Chance chance, Content content, int same, int other)
    {
        if (chance.Happens(same))
        {
            return content;
        }

        // Of nothing there is only one kind.
        bool sameSize = chance.Happens(50) && content.Size > 0;
        return chance.Happens(other)
            ? new Content(sameSize ? content.Size : content.Size + chance.Between(1, 100), content.Seed ^ 0x5555)
            : null;
    }

    private static TransferSettings Settings(Chance chance)
    {
        TransferKind kind = chance.Between(0, 99) switch
        {
            < 78 => TransferKind.Copy,
            < 87 => TransferKind.DryRun,
            _ => TransferKind.Verify,
        };
        DeleteExtras? delete = kind != TransferKind.Verify && chance.Happens(25) ? new DeleteExtras(1) : null;
        return new TransferSettings(kind, chance.Pick(Enum.GetValues<SyncMode>()), Selection(chance), delete);
    }

    private static Selection? Selection(Chance chance)
    {
        static KeyRule Include(string pattern) => new(KeyRuleAction.Include, pattern);
        static KeyRule Exclude(string pattern) => new(KeyRuleAction.Exclude, pattern);
        KeyRule[]? rules = chance.Between(0, 99) switch
        {
            < 60 => null,
            < 70 => [Exclude("*.tmp")],
            < 80 => [Include("*.dat"), Include("d1/**")],
            < 88 => [Include("d2/f00?.csv"), Exclude("*.csv")],
            < 96 => [Exclude("d0/*"), Include("d?/**")],
            _ => [Include("nothing/**")],
        };
        return rules is null ? null : new Selection(rules);
    }

    private static ExtraObject[] Extras(Chance chance, TransferSettings settings)
    {
        int count = settings.DeleteExtras is not null || chance.Happens(20) ? chance.Between(0, 6) : 0;
        return
        [
            .. Enumerable.Range(0, count).Select(i => new ExtraObject(
                $"d{chance.Between(0, 3)}/extra {i}.{chance.Pick(Extensions)}",
                new Content(chance.Between(0, 5000), i))),
        ];
    }

    private static Order[] Orders(Chance chance)
    {
        int count = chance.Pick([0, 0, 0, 1, 1, 2]);
        int[] ticks = [.. Enumerable.Range(0, count).Select(_ => chance.Between(0, LastTick)).Order()];
        return [.. ticks.Select(tick => Order(chance, tick))];
    }

    private static Order Order(Chance chance, int tick) => chance.Between(0, 99) switch
    {
        < 45 => new Order.Stop(tick, Restarts: true),
        < 60 => new Order.Stop(tick, Restarts: false),
        < 80 => new Order.ChangeDeadline(tick, chance.Happens(50) ? chance.Between(1, 48) : null),
        _ => new Order.StartAgain(tick),
    };

    private static PlannedFault[] Faults(Chance chance)
    {
        int count = chance.Pick([0, 1, 1, 1, 2, 2, 2, 3, 3, 4]);
        int[] ticks = [.. Enumerable.Range(0, count).Select(_ => chance.Between(0, LastTick)).Order()];
        return [.. ticks.Select(tick => Fault(chance, tick))];
    }

    private static PlannedFault Fault(Chance chance, int tick) => chance.Between(0, 99) switch
    {
        < 8 => new PlannedFault.KillHost(tick),
        < 18 => new PlannedFault.KillWorker(tick),
        < 36 => new PlannedFault.KillAgent(tick, chance.Pick(Enum.GetValues<Side>())),
        < 50 => new PlannedFault.KillAtWrite(
            tick, chance.Pick(Enum.GetValues<Victim>()), chance.Between(1, 40), chance.Happens(50)),
        < 72 => StorageFault(chance, tick),
        _ => StoreFault(chance, tick),
    };

    private static PlannedFault.Storage StorageFault(Chance chance, int tick) => new(
        tick,
        chance.Pick(Enum.GetValues<StorageTrouble>()),
        chance.Pick(Enum.GetValues<StorageTarget>()),
        chance.Pick([1, 1, 2, 3, 5]),
        chance.Pick([1, 1, 2, 3, 5, 10, 20]),
        chance.Between(50, 2500));

    /// <summary>Fewer in a row than a call is tried.</summary>
    private static PlannedFault.Store StoreFault(Chance chance, int tick)
    {
        StoreTrouble trouble = chance.Pick(Enum.GetValues<StoreTrouble>());
        int every = chance.Pick([1, 2, 3, 7]);
        int times = trouble == StoreTrouble.CorruptReadBack ? 1 : chance.Between(1, every == 1 ? 4 : 12);
        return new PlannedFault.Store(
            tick,
            trouble == StoreTrouble.CorruptReadBack ? Side.Destination : chance.Pick(Enum.GetValues<Side>()),
            trouble,
            trouble == StoreTrouble.CorruptReadBack ? StoreTarget.Reads : chance.Pick(Enum.GetValues<StoreTarget>()),
            every,
            times,
            chance.Between(50, 1500));
    }
}
