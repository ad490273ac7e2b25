using System.Text;

namespace DtnBox.Transfer.Browsing;

/// <summary>Names for files that objects are saved as.</summary>
internal static class FileNames
{
    private const int Longest = 200;

    /// <summary>
    /// The value of <c>Content-Disposition</c> (RFC 6266): saved, never shown, under the last part of the key. The key is
    /// somebody else's text: no path, no control character and nothing that ends the value early gets through.
    /// </summary>
    public static string Attachment(string key)
    {
        string last = key.TrimEnd('/').Split('/', '\\')[^1];
        StringBuilder safe = new(last.Length);
        foreach (Rune rune in last.EnumerateRunes())
        {
            if (safe.Length + rune.Utf16SequenceLength > Longest)
            {
                break;
            }

            bool isPlain = !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format
                && rune.Value is not ('"' or ':' or '*' or '?' or '<' or '>' or '|');
            safe.Append(isPlain ? rune.ToString() : "_");
        }

        string name = safe.ToString().Trim(' ', '.');
        name = name.Length == 0 ? "object" : name;
        string plain = string.Concat(name.Select(c => char.IsAscii(c) && c != '%' ? c : '_'));
        return $"attachment; filename=\"{plain}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}";
    }
}
