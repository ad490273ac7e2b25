using System.Text;

namespace DtnBox.Randomized.Workflows;

/// <summary>Text that makes payloads large, and shows whether they arrive unchanged.</summary>
internal static class Ballast
{
    // Characters that are escaped on the way, and some of two and three bytes.
    private const string Pattern = "0123456789 abcdefghijklmnopqrstuvwxyz \"\\\n äß ☃ ";

    public static string Of(string key, int characters)
    {
        var text = new StringBuilder(characters + Pattern.Length);
        while (text.Length < characters)
        {
            text.Append(key).Append(Pattern);
        }

        text.Length = characters;
        return text.ToString();
    }
}
