using System.Globalization;
using System.Text.Json;

namespace DtnBox.DurableBench;

/// <summary>The figures: a table for people, printed row by row, and JSON.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly SortedDictionary<string, double> _figures = new(StringComparer.Ordinal);

    public Report()
    {
        Console.WriteLine();
        Console.WriteLine("| figure | value | unit | meaning |");
        Console.WriteLine("|---|---:|---|---|");
    }

    public void Add(string key, double value, string unit, string meaning)
    {
        double rounded = double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        _figures.Add(key, rounded);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{key}` | {rounded} | {unit} | {meaning} |"));
    }

    public Task SaveAsync(string file, CancellationToken cancellationToken)
        => File.WriteAllTextAsync(file, JsonSerializer.Serialize(_figures, Indented) + "\n", cancellationToken);
}
