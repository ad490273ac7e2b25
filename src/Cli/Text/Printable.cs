using System.Text;

namespace DtnBox.Cli.Text;

/// <summary>Text from elsewhere, made safe to show: an object's key may hold codes that steer a terminal.</summary>
internal static class Printable
{
    public static string From(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var safe = new StringBuilder();
        foreach (char c in text)
        {
            _ = char.IsControl(c) ? safe.Append($"\\u{(int)c:x4}") : safe.Append(c);
        }

        return safe.ToString();
    }
}
