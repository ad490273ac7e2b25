using System.Globalization;
using System.Text;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>Instance ids as partition keys and blob folders.</summary>
/// <remarks>
/// Plain characters stay, others become <c>=hhhh</c>; prefixes of ids are so prefixes of keys. The leading letter keeps
/// instances apart from the hub's own rows.
/// </remarks>
internal static class InstanceKey
{
    public const string Prefix = "i";
    public const int MaxIdLength = 256;

    public static string Encode(string instanceId)
    {
        var key = new StringBuilder(Prefix, instanceId.Length + 8);
        foreach (char c in instanceId)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':')
            {
                key.Append(c);
            }
            else
            {
                key.Append(CultureInfo.InvariantCulture, $"={(int)c:x4}");
            }
        }

        return key.ToString();
    }

    /// <summary>Gives what is wrong with an id chosen by a client, or null.</summary>
    public static string? Fault(string instanceId)
    {
        if (instanceId.Length is 0 or > MaxIdLength)
        {
            return $"Instance ids have 1 to {MaxIdLength} characters.";
        }

        return instanceId[0] == '@' || instanceId.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c))
            ? "Instance ids do not begin with @ and hold no / \\ # ? or control characters."
            : null;
    }
}
