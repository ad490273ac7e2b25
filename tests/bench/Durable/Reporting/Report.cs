using System.Globalization;
using System.Text.Json;

namespace DtnBox.DurableBench.Reporting;

/// <summary>The figures: a table for people, printed row by row, and JSON.</summary>
internal sealed class Report(TextWriter output)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly SortedDictionary<string, double> _figures = new(StringComparer.Ordinal);

    public void Begin()
    {
        output.WriteLine();
        output.WriteLine("| figure | value | unit | how it was measured |");
        output.WriteLine("|---|---:|---|---|");
    }

    /// <param name="key">Its name in the JSON.</param>
    public void Add(string key, string figure, double value, string unit, string how)
    {
        double rounded = double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        _figures.Add(key, rounded);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {figure} | {rounded} | {unit} | {how} |"));
    }

    public async Task SaveAsync(string file, CancellationToken cancellationToken)
        => await File.WriteAllTextAsync(file, JsonSerializer.Serialize(_figures, Indented) + "\n", cancellationToken);
}
