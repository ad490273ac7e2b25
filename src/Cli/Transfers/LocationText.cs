using System.CommandLine;
using System.CommandLine.Parsing;
using DtnBox.Cli.Text;
using DtnBox.Contracts.Commands;

namespace DtnBox.Cli.Transfers;

/// <summary>Locations as people type them: <c>node:bucket/prefix</c>.</summary>
internal static class LocationText
{
    public static string From(Location location)
        => Printable.From($"{location.NodeId}:{location.Bucket}/{location.Prefix}");

    /// <summary>An argument that takes a location.</summary>
    public static Argument<Location> Argument(string name, string description)
        => new(name) { Description = description, CustomParser = Parse };

    private static Location? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        int slash = text.IndexOf('/', colon + 1);
        string bucket = slash < 0 ? text[(colon + 1)..] : text[(colon + 1)..slash];
        if (colon <= 0)
        {
            return Fault("names no site");
        }

        return bucket.Length == 0
            ? Fault("names no bucket")
            : new Location(text[..colon], bucket, slash < 0 ? string.Empty : text[(slash + 1)..]);

        Location? Fault(string what)
        {
            result.AddError($"'{text}' {what}. Write site:bucket/prefix, for example site-a:results/run-7/");
            return null;
        }
    }
}
