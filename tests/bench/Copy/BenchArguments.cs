namespace DtnBox.CopyBench;

/// <summary>What the command line says.</summary>
internal sealed record BenchArguments
{
    public const string Usage = """
        usage: DtnBox.CopyBench [--json FILE] [--quick] [--only NAME] [--rounds N] [--shared-keys]

          --json FILE   also write the figures as JSON, beside those that the file has
          --quick       small amounts, one round: shows that it works, the figures mean little
          --only NAME   one of large, small, mixed, wan, resets, memory
          --rounds N    how often each copy is measured; the median counts
          --shared-keys with large and small, measure also the durable path that shares keys, beside the keyless one

        The servers are those of DTNBOX_TEST_S3 and DTNBOX_TEST_STORAGE; nobody else may use them meanwhile.
        """;

    public string? JsonFile { get; init; }

    public bool IsQuick { get; init; }

    public string? Only { get; init; }

    public int? Rounds { get; init; }

    public bool SharedKeys { get; init; }

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
                case "--shared-keys":
                    parsed = parsed with { SharedKeys = true };
                    continue;
                case "--json" when value is not null:
                    parsed = parsed with { JsonFile = value };
                    break;
                case "--only" when value is not null:
                    parsed = parsed with { Only = value };
                    break;
                case "--rounds" when int.TryParse(value, out int rounds) && rounds > 0:
                    parsed = parsed with { Rounds = rounds };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return parsed;
    }
}
