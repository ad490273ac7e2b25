using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace DtnBox.Testing;

/// <summary>A text as it is and with its escapes undone, so that one search finds what was escaped on its way.</summary>
internal static partial class TextViews
{
    /// <summary>JSON lies in strings of JSON: in a history, results are strings, and so are what they hold.</summary>
    private const int DeepestJson = 3;

    public static IEnumerable<string> Of(string text)
    {
        yield return text;
        string json = text;
        for (int depth = 0; depth < DeepestJson && json.Contains('\\', StringComparison.Ordinal); depth++)
        {
            yield return json = JsonEscape().Replace(json, Unescape);
        }

        if (text.Contains('%', StringComparison.Ordinal))
        {
            yield return Uri.UnescapeDataString(text);
            yield return Uri.UnescapeDataString(text.Replace('+', ' '));
        }

        if (text.Contains('&', StringComparison.Ordinal))
        {
            yield return WebUtility.HtmlDecode(text);
        }
    }

    /// <summary>What gzip packed, if it did; else nothing.</summary>
    public static string Unpacked(byte[] content)
    {
        if (content is not [0x1f, 0x8b, ..])
        {
            return "";
        }

        using var unpacked = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        gzip.CopyTo(unpacked);
        return Encoding.Latin1.GetString(unpacked.ToArray());
    }

    private static string Unescape(Match escape) => escape.Groups["code"] is { Success: true, Value: var code }
        ? ((char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
        : escape.Groups["char"].Value;

    [GeneratedRegex(@"\\(?:u(?<code>[0-9a-fA-F]{4})|(?<char>[""\\/]))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex JsonEscape();
}
