using System.Text.Json;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.Hub;

/// <summary>Inputs, results and reasons of orchestrations as people read them.</summary>
internal static class JsonWords
{
    private const int MostLines = 20;
    private const int LongestLine = 2000;

    /// <summary>On one line, cut where the room ends.</summary>
    public static string Line(JsonElement? value, int room = LongestLine)
    {
        string text = value switch
        {
            null => string.Empty,
            { ValueKind: JsonValueKind.String } words => words.GetString()!,
            { } json => JsonText.LineFrom(json),
        };
        return Printable.From(Cut(text, room));
    }

    /// <summary>On as many lines as it needs, unless that is more than anybody reads.</summary>
    public static IEnumerable<string> Lines(JsonElement value, bool full)
    {
        string[] lines = Written(value).ReplaceLineEndings("\n").Split('\n');
        foreach (string line in full ? lines : lines.Take(MostLines))
        {
            yield return Printable.From(full ? line : Cut(line, LongestLine));
        }

        if (!full && lines.Length > MostLines)
        {
            yield return $"... {lines.Length - MostLines} more lines; all of them with --full";
        }
    }

    private static string Written(JsonElement value)
        => value.ValueKind == JsonValueKind.String && ContainedIn(value.GetString()!) is null
            ? value.GetString()!
            : JsonText.From(value.ValueKind == JsonValueKind.String ? ContainedIn(value.GetString()!)!.Value : value);

    // Some workers hand over JSON as a string, so that the host leaves its numbers and dates alone.
    private static JsonElement? ContainedIn(string text)
    {
        try
        {
            return text is ['{' or '[', ..] ? JsonElement.Parse(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Cut(string text, int room)
    {
        const string sign = "...";
        if (text.Length <= room)
        {
            return text;
        }

        int end = room - sign.Length;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + sign;
    }
}
