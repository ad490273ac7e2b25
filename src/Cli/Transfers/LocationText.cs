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

    /// <summary>Reads a location that stands in an argument with others.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static Location Parse(string text) => Find(text, out string fault) ?? throw new UsageException(fault);

    private static Location? Parse(ArgumentResult result)
    {
        if (Find(result.Tokens[0].Value, out string fault) is { } location)
        {
            return location;
        }

        result.AddError(fault);
        return null;
    }

    private static Location? Find(string text, out string fault)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        int slash = text.IndexOf('/', colon + 1);
        string bucket = slash < 0 ? text[(colon + 1)..] : text[(colon + 1)..slash];
        string? lacks = colon <= 0 ? "names no site" : bucket.Length == 0 ? "names no bucket" : null;
        fault = $"'{text}' {lacks}. Write site:bucket/prefix, for example site-a:results/run-7/";
        return lacks is null
            ? new Location(text[..colon], bucket, slash < 0 ? string.Empty : text[(slash + 1)..])
            : null;
    }
}
