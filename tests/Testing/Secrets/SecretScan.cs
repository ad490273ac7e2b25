using System.Buffers;
using System.Text;

namespace DtnBox.Testing;

/// <summary>Searches texts and bytes for secrets that a test planted, in every form of <see cref="SecretForms"/>.</summary>
public sealed class SecretScan
{
    private const int Around = 80;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private SearchValues<string>? _forms;

    /// <summary>Gets the names of what was planted.</summary>
    public IReadOnlyCollection<string> Planted => [.. _names.Values.Distinct(StringComparer.Ordinal)];

    /// <summary>Adds a secret; what is searched from now on is searched for it too.</summary>
    public void Plant(string name, string secret) => Add(name, SecretForms.Of(secret));

    /// <summary>Adds bytes that are secret.</summary>
    public void Plant(string name, byte[] secret) => Add(name, SecretForms.OfBytes(secret));

    /// <summary>What is found in a text: a line for each secret, with its surroundings.</summary>
    public IEnumerable<string> Find(string where, string text)
        => TextViews.Of(text).SelectMany(view => FindIn(where, view)).DistinctBy(found => found.Name).Select(found => found.Line);

    /// <summary>What is found in bytes, as they are and unpacked when they are packed.</summary>
    public IEnumerable<string> Find(string where, byte[] content)
        => Find(where, Encoding.Latin1.GetString(content)).Concat(Find(where + " (unpacked)", TextViews.Unpacked(content)));

    private void Add(string name, IEnumerable<string> forms)
    {
        foreach (string form in forms)
        {
            _names[form] = name;
        }

        _forms = null;
    }

    private IEnumerable<(string Name, string Line)> FindIn(string where, string text)
    {
        _forms ??= SearchValues.Create([.. _names.Keys], StringComparison.Ordinal);
        for (int at = IndexOfAny(text, 0); at >= 0; at = IndexOfAny(text, at + 1))
        {
            string name = _names.First(form => string.CompareOrdinal(text, at, form.Key, 0, form.Key.Length) == 0).Value;
            yield return (name, $"{where} holds {name}: …{text[Math.Max(0, at - Around)..Math.Min(text.Length, at + Around)]}…");
        }
    }

    private int IndexOfAny(string text, int from)
    {
        int at = text.AsSpan(from).IndexOfAny(_forms!);
        return at < 0 ? -1 : from + at;
    }
}
