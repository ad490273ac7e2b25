using System.Security.Claims;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;

namespace DtnBox.Functions.Browse;

/// <summary>Finds the node that somebody looks into, and what they may do there.</summary>
internal sealed class BrowsedNodes(NodeDirectory nodes, Rights rights)
{
    /// <summary>The node, or null when it is not there for them.</summary>
    public async Task<BrowsedNode?> FindAsync(string id, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var caller = Caller.From(user);
        return await nodes.FindAsync(id, cancellationToken) is { } node
            && await rights.MaySeeAsync(caller, node, cancellationToken)
            ? new BrowsedNode(node, await rights.AccessAsync(caller.Subject, node, cancellationToken))
            : null;
    }
}
