using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace DtnBox.Testing.Telemetry;

/// <summary>The instruments of a meter: as <c>docs/observability.md</c> lists them, and as they are.</summary>
public static class InstrumentTable
{
    /// <summary>Gives the rows below the meter's heading.</summary>
    public static IReadOnlyList<string> Documented(string meter)
        => [.. File.ReadLines(Path.Combine(RepositoryPaths.Root, "docs", "observability.md"))
            .SkipWhile(line => line != $"### `{meter}`")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    /// <summary>Gives the rows that the page must have.</summary>
    /// <param name="meter">The meter's name.</param>
    /// <param name="holder">The class whose static fields the instruments are.</param>
    public static IReadOnlyList<string> Actual(string meter, Type holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        RuntimeHelpers.RunClassConstructor(holder.TypeHandle);
        List<string> rows = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == meter)
            {
                string kind = instrument.GetType().Name.Split('`')[0];
                rows.Add($"| `{instrument.Name}` | {kind} | `{instrument.Unit}` | {instrument.Description} |");
            }
        };
        listener.Start();
        return rows;
    }
}
