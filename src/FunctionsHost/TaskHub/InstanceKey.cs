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

    // What the table service takes as a partition key.
    private const int MaxKeyLength = 512;

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

    /// <summary>Tells whether there can be an instance of this id at all.</summary>
    public static bool Fits(string instanceId) => Encode(instanceId).Length <= MaxKeyLength;

    /// <summary>Gives what is wrong with an id chosen by a client, or null.</summary>
    public static string? Fault(string instanceId)
    {
        if (instanceId.Length is 0 or > MaxIdLength || !Fits(instanceId))
        {
            return $"Instance ids have 1 to {MaxIdLength} characters, and fewer when many are not plain letters and digits.";
        }

        return instanceId[0] == '@' || instanceId.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c))
            ? "Instance ids do not begin with @ and hold no / \\ # ? or control characters."
            : null;
    }
}
