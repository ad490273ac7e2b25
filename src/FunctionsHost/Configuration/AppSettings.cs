using System.Collections;
using System.Text.RegularExpressions;

namespace DtnBox.FunctionsHost.Configuration;

/// <summary>The app's settings: the process environment, and below it what local.settings.json adds.</summary>
internal sealed partial class AppSettings
{
    private readonly Dictionary<string, string> _all;

    private AppSettings(Dictionary<string, string> values) => _all = values;

    public IReadOnlyDictionary<string, string> Values => _all;

    public string? this[string name] => _all.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    /// <summary>The settings under the names of .NET configuration, where two underscores stand for a colon.</summary>
    public IEnumerable<KeyValuePair<string, string?>> AsConfiguration() => _all.Select(setting =>
        KeyValuePair.Create(setting.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), (string?)setting.Value));

    public static AppSettings Load(string appFolder, IDictionary environment)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string file = Path.Combine(appFolder, "local.settings.json");
        if (File.Exists(file))
        {
            foreach ((string name, string value) in JsonSection.Read(file)["Values"].TextMembers())
            {
                values[name] = value;
            }
        }

        foreach (DictionaryEntry variable in environment)
        {
            values[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return new AppSettings(values);
    }

    /// <summary>Replaces every <c>%NAME%</c> by that setting; a name without a setting stays as it is.</summary>
    public string Expand(string text, IReadOnlyDictionary<string, string>? first = null)
        => Reference().Replace(text, match =>
        {
            string name = match.Groups["name"].Value;
            return first?.GetValueOrDefault(name) ?? this[name] ?? match.Value;
        });

    [GeneratedRegex("%(?<name>[A-Za-z0-9_:.-]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
