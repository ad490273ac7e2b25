using System.Security.Claims;
using DtnBox.Functions.Grants;

namespace DtnBox.Functions.Nodes;

/// <summary>Who may change a node. Every endpoint that changes one asks here.</summary>
internal static class NodeAccess
{
    /// <summary>The node, or null when there is none that the caller may change: other people's nodes are not found.</summary>
    public static async Task<NodeRow?> OwnedAsync(
        this NodeDirectory nodes, string id, ClaimsPrincipal user, CancellationToken cancellationToken)
        => Rights.Owned(user, await nodes.FindAsync(id, cancellationToken), node => node.Owner);
}
