using System.Globalization;
using System.Text.Json;

namespace DtnBox.Cli.Hub;

/// <summary>Reads what a host sent without insisting on anything: what is missing or of another kind is null.</summary>
/// <remarks>Hosts differ by version in which members they send, and in their casing.</remarks>
internal static class JsonMembers
{
    /// <summary>Gives the first of these members that is there and not null.</summary>
    public static JsonElement? Member(this JsonElement element, params ReadOnlySpan<string> names)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (string name in names)
        {
            foreach (JsonProperty member in element.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.Null
                    && string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value;
                }
            }
        }

        return null;
    }

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> names)
        => element.Member(names) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static DateTimeOffset? Time(this JsonElement element, params ReadOnlySpan<string> names)
        => DateTimeOffset.TryParse(
            element.Text(names), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;

    public static int? Count(this JsonElement element, params ReadOnlySpan<string> names)
        => element.Member(names) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int count) ? count : null;
}
