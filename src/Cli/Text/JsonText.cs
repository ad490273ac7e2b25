using System.Text.Encodings.Web;
using System.Text.Json;
using DtnBox.Contracts;

namespace DtnBox.Cli.Text;

/// <summary>Data for programs.</summary>
internal static class JsonText
{
    // Not for web pages: keys stay readable.
    private static readonly JsonSerializerOptions Line =
        new(ContractJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Indented = new(Line) { WriteIndented = true };

    public static string From<T>(T data) => JsonSerializer.Serialize(data, Indented);

    public static string LineFrom<T>(T data) => JsonSerializer.Serialize(data, Line);

    /// <summary>Writes an array row by row, so that a list of any length passes through.</summary>
    public static async Task WriteArrayAsync<T>(TextWriter output, IAsyncEnumerable<T> rows)
    {
        // Nothing is written before the first row is there: who cannot be reached leaves no half array.
        const string opening = "[";
        string separator = opening;
        await foreach (T row in rows)
        {
            await output.WriteAsync(separator + "\n  " + LineFrom(row));
            separator = ",";
        }

        await output.WriteLineAsync((separator == opening ? opening : string.Empty) + "\n]");
    }
}
