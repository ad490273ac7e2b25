using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Browse;

/// <summary>A node, and what somebody may do with its data: all of it, or what grants name.</summary>
/// <remarks>An administrator who does not own the node needs a grant like everybody else.</remarks>
internal sealed record BrowsedNode(NodeRow Node, AccessView Access)
{
    /// <summary>The buckets that grants name; null for an owner, who sees what the store has.</summary>
    public IReadOnlyList<BucketView>? GrantedBuckets() => Access.IsOwner ? null
        : [.. Access.Access.Select(entry => entry.Bucket!).Distinct().Order(StringComparer.Ordinal).Select(name => new BucketView(name))];

    public bool May(Right right, string bucket, string keyOrPrefix) => Access.Access.Any(entry =>
        entry.Right == right && (entry.Bucket is null || entry.Bucket == bucket)
        && keyOrPrefix.StartsWith(entry.Prefix, StringComparison.Ordinal));

    /// <summary>Why somebody may not do something; null when they may.</summary>
    public ProblemHttpResult? WhyNot(Right right, string bucket, string keyOrPrefix) => May(right, bucket, keyOrPrefix)
        ? null
        : GrantFaults.Problem(GrantFaults.Missing(Access.User, Node, new Location(Node.Id, bucket, keyOrPrefix), right));

    /// <summary>The way from a prefix to what is granted below it: its next folders, and nothing else that lies there.</summary>
    public IReadOnlyList<string> WaysTo(Right right, string bucket, string prefix) =>
    [
        .. Access.Access
            .Where(entry => entry.Right == right && entry.Bucket == bucket
                && entry.Prefix.StartsWith(prefix, StringComparison.Ordinal))
            .Select(entry => entry.Prefix.IndexOf('/', prefix.Length) is >= 0 and var slash
                ? entry.Prefix[..(slash + 1)]
                : entry.Prefix)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
