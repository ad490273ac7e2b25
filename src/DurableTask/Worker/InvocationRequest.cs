using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace DtnBox.DurableTask.Worker;

/// <summary>What the host posts: the trigger's value, and what it knows besides.</summary>
/// <remarks>
/// Hosts write strings as JSON within JSON, some values as objects or as strings that hold them, and not every host the
/// same. So a string is unpacked as long as it holds JSON, and is taken as it is where it does not.
/// </remarks>
internal sealed record InvocationRequest(
    IReadOnlyDictionary<string, JsonElement> Data, IReadOnlyDictionary<string, JsonElement>? Metadata)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <exception cref="JsonException">The body is not an invocation.</exception>
    public static async Task<InvocationRequest> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        InvocationRequest? request = await JsonSerializer.DeserializeAsync<InvocationRequest>(body, Web, cancellationToken);
        return request is { Data.Count: > 0 } ? request : throw new JsonException("The invocation has no data.");
    }

    /// <summary>The trigger's value as text, for a trigger that hands over plain text.</summary>
    public string TriggerText(string usualName)
    {
        JsonElement value = Trigger(usualName);
        return value.ValueKind != JsonValueKind.String ? value.GetRawText()
            : TryUnpack(value.GetString()!, out string? text) ? text
            : value.GetString()!;
    }

    /// <summary>The trigger's value as JSON text, for a trigger that hands over JSON.</summary>
    public string TriggerJson(string usualName)
    {
        JsonElement value = Trigger(usualName);
        if (value.ValueKind != JsonValueKind.String)
        {
            return value.GetRawText();
        }

        string text = value.GetString()!;
        return TryUnpack(text, out string? inner) && IsJson(inner) ? inner
            : IsJson(text) ? text
            : value.GetRawText();
    }

    /// <summary>A text the host knows besides the trigger's value; null when it did not say.</summary>
    public string? MetadataText(string name)
        => Metadata is not null && Metadata.TryGetValue(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? TryUnpack(value.GetString()!, out string? text) ? text : value.GetString()
            : null;

    /// <summary>The binding's name is the app's choice in <c>function.json</c>; with several, ours is the usual one.</summary>
    private JsonElement Trigger(string usualName)
        => Data.TryGetValue(usualName, out JsonElement value) ? value : Data.Values.First();

    private static bool TryUnpack(string text, [NotNullWhen(true)] out string? inner)
    {
        inner = null;
        if (!text.StartsWith('"'))
        {
            return false;
        }

        try
        {
            inner = JsonSerializer.Deserialize<string>(text);
            return inner is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
