using System.Globalization;
using System.Text.Json;

namespace DtnBox.CopyBench.Figures;

/// <summary>The figures that are compared from release to release, each with its aim.</summary>
internal sealed class FigureTable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly SortedDictionary<string, double> _figures = new(StringComparer.Ordinal);
    private readonly List<string> _rows = [];

    /// <param name="key">Its name in the JSON.</param>
    public void Add(string key, string meaning, double value, string aim)
    {
        double rounded = double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        _figures.Add(key, rounded);
        _rows.Add($"| `{key}` | {meaning} | {aim} | {rounded} |");
    }

    public void Write()
    {
        if (_rows.Count == 0)
        {
            return;
        }

        Console.WriteLine();
        Console.WriteLine("| JSON | figure | aim | measured |");
        Console.WriteLine("|---|---|---:|---:|");
        _rows.ForEach(Console.WriteLine);
    }

    /// <summary>Adds the figures to those of other comparisons in the file.</summary>
    public async Task SaveAsync(string file, CancellationToken cancellationToken)
    {
        SortedDictionary<string, double> all = new(StringComparer.Ordinal);
        if (File.Exists(file))
        {
            string earlier = await File.ReadAllTextAsync(file, cancellationToken);
            all = new(JsonSerializer.Deserialize<Dictionary<string, double>>(earlier)!, StringComparer.Ordinal);
        }

        foreach ((string key, double value) in _figures)
        {
            all[key] = value;
        }

        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(all, Indented) + "\n", cancellationToken);
    }
}
