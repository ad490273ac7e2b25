using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DtnBox.FunctionsHost.Handler;

/// <summary>Writes the <c>{"Data":…,"Metadata":…}</c> body of an invocation with the real host's quoting.</summary>
/// <remarks>A text value is quoted once more: it arrives as a JSON string whose content is a JSON literal.</remarks>
internal static class InvocationBody
{
    // The real host escapes only what JSON requires; '+' of base64 stays as it is.
    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions WriterOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gives the literal of a text, or <c>null</c> for none: the content of a quoted value.</summary>
    public static string Quote(string? text) => JsonSerializer.Serialize(text, Relaxed);

    /// <summary>Gives a value's JSON text without white space.</summary>
    /// <exception cref="JsonException">It holds a text that is not Unicode, such as half of a surrogate pair.</exception>
    public static string Compact(JsonElement value)
    {
        try
        {
            return JsonSerializer.Serialize(value, Relaxed);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public static ReadOnlyMemory<byte> Write(
        string function, DateTimeOffset now, Action<Utf8JsonWriter> data, string? instanceId = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteStartObject("Data");
            data(json);
            json.WriteEndObject();
            json.WriteStartObject("Metadata");
            if (instanceId is not null)
            {
                json.WriteString("instanceId", Quote(instanceId));
            }

            json.WriteStartObject("sys");
            json.WriteString("MethodName", function);
            json.WriteString("UtcNow", now.UtcDateTime);
            json.WriteString("RandGuid", Guid.NewGuid());
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
