using System.Globalization;
using System.Text.Json;

namespace DtnBox.FunctionsHost.Configuration;

/// <summary>A place in a JSON file that knows its own name, so that every complaint can say file and field.</summary>
/// <remarks>Member names match without regard to case, as in the real host.</remarks>
internal sealed class JsonSection
{
    private static readonly JsonDocumentOptions Lenient =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly JsonElement? _element;

    private JsonSection(string file, string path, JsonElement? element)
        => (File, Path, _element) = (file, path, element is { ValueKind: JsonValueKind.Null } ? null : element);

    public string File { get; }

    public string Path { get; }

    public bool Exists => _element is not null;

    public JsonSection this[string name]
    {
        get
        {
            string path = Path.Length == 0 ? name : $"{Path}.{name}";
            if (_element is null)
            {
                return new JsonSection(File, path, null);
            }

            JsonElement parent = Expect(JsonValueKind.Object, "an object");
            foreach (JsonProperty member in parent.EnumerateObject())
            {
                if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return new JsonSection(File, path, member.Value);
                }
            }

            return new JsonSection(File, path, null);
        }
    }

    public static JsonSection Read(string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(file), Lenient);
            return new JsonSection(file, "", document.RootElement.Clone());
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AppConfigurationException(file, "(file)", "does not exist", "Name the published folder by --app");
        }
        catch (JsonException e)
        {
            throw new AppConfigurationException(file, "(file)", $"is not JSON: {e.Message}", "Mend the file");
        }
    }

    public string? Text() => _element is null ? null : Expect(JsonValueKind.String, "a text").GetString();

    public bool? Flag()
        => _element?.ValueKind switch
        {
            null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Fault("is not true or false", "Write true or false, without quotes"),
        };

    /// <summary>Gives the member of an enumeration that the text names.</summary>
    public T? Choice<T>() where T : struct, Enum
    {
        if (Text() is not { } text)
        {
            return null;
        }

        // By name only: a number in the text would pass for a member too.
        return Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : throw Fault($"is '{text}'", $"Write one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    public int? PositiveNumber()
    {
        if (_element is null)
        {
            return null;
        }

        return Expect(JsonValueKind.Number, "a number").TryGetInt32(out int number) && number > 0
            ? number
            : throw Fault("is not a positive whole number", "Write 1 or more");
    }

    public TimeSpan? Duration()
    {
        if (Text() is not { } text)
        {
            return null;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan duration)
            ? duration
            : throw Fault($"is '{text}'", "Write it as hh:mm:ss");
    }

    public IReadOnlyList<JsonSection> Items()
        => _element is null
            ? []
            : [.. Expect(JsonValueKind.Array, "a list").EnumerateArray()
                .Select((item, index) => new JsonSection(File, $"{Path}[{index}]", item))];

    public IReadOnlyDictionary<string, string> TextMembers()
        => _element is null
            ? new Dictionary<string, string>()
            : Expect(JsonValueKind.Object, "an object").EnumerateObject().ToDictionary(
                member => member.Name,
                member => new JsonSection(File, $"{Path}.{member.Name}", member.Value).Text() ?? "");

    public AppConfigurationException Fault(string problem, string fix) => new(File, Path, problem, fix);

    private JsonElement Expect(JsonValueKind kind, string described)
        => _element is { } present && present.ValueKind == kind
            ? present
            : throw Fault($"is not {described}", $"Write {described} there");
}
