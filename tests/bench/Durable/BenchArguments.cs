using System.Globalization;

namespace DtnBox.DurableBench;

/// <summary>What the command line says.</summary>
internal sealed record BenchArguments
{
    public const string Usage = """
        usage: DtnBox.DurableBench --azurite-pid PID [--json FILE] [--quick] [--only NAME]

          --azurite-pid PID   the storage emulator's process, to tell how much of the processor it takes
          --json FILE         also write the figures as JSON
          --quick             tiny amounts: shows that it works, the figures mean nothing
          --only NAME         one of fan-out, reaction, chain, idle, recovery

        The storage is that of DTNBOX_TEST_STORAGE. script/bench durable starts all that.
        """;

    private static readonly string[] Names = ["fan-out", "reaction", "chain", "idle", "recovery"];

    public string? JsonFile { get; init; }

    public bool IsQuick { get; init; }

    public string? Only { get; init; }

    public int AzuriteProcessId { get; init; }

    public bool Includes(params string[] names) => Only is null || names.Contains(Only);

    /// <summary>Gives null when the arguments make no sense.</summary>
    public static BenchArguments? Parse(IReadOnlyList<string> args)
    {
        var parsed = new BenchArguments();
        for (int i = 0; i < args.Count; i++)
        {
            string? value = i + 1 < args.Count ? args[i + 1] : null;
            switch (args[i])
            {
                case "--quick":
                    parsed = parsed with { IsQuick = true };
                    continue;
                case "--json" when value is not null:
                    parsed = parsed with { JsonFile = value };
                    break;
                case "--only" when Names.Contains(value):
                    parsed = parsed with { Only = value };
                    break;
                case "--azurite-pid" when int.TryParse(value, CultureInfo.InvariantCulture, out int id):
                    parsed = parsed with { AzuriteProcessId = id };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return parsed.AzuriteProcessId > 0 ? parsed : null;
    }
}
