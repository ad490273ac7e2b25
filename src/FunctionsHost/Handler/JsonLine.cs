using System.Text.Json;

namespace DtnBox.FunctionsHost.Handler;

/// <summary>Lines of a handler that logs in JSON: they have time, level and ids already.</summary>
internal static class JsonLine
{
    /// <summary>Writes a JSON object to this host's own output as it is; false when the line is something else.</summary>
    /// <remarks>Wrapped into an event of this host, its members would be a text inside a text.</remarks>
    public static bool PassOn(string line)
    {
        if (!IsObject(line))
        {
            return false;
        }

        Console.Out.WriteLine(line);
        return true;
    }

    internal static bool IsObject(string line)
    {
        if (!line.StartsWith('{'))
        {
            return false;
        }

        try
        {
            using var parsed = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
