using DtnBox.Cli.Nodes;
using DtnBox.Contracts.Commands;

namespace DtnBox.Cli.Browse;

/// <summary>The addresses of what is in a site's store.</summary>
internal static class BrowsePaths
{
    public static string Buckets(string node) => $"{NodePaths.Node(node)}/buckets";

    public static string Folders(string node) => $"{NodePaths.Node(node)}/folders";

    public static string Delete(string node) => $"{NodePaths.Node(node)}/objects/delete";

    public static string Page(Location place, bool recursive, string? after)
        => $"{NodePaths.Node(place.NodeId)}/objects?bucket={Uri.EscapeDataString(place.Bucket)}"
            + $"&prefix={Uri.EscapeDataString(place.Prefix)}&limit=1000"
            + (recursive ? "&recursive=true" : string.Empty)
            + (after is null ? string.Empty : $"&after={Uri.EscapeDataString(after)}");
}
