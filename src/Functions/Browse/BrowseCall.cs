using System.Security.Claims;

namespace DtnBox.Functions.Browse;

/// <summary>What every request to look into a node's store brings: which node, who asks, and who answers.</summary>
internal sealed record BrowseCall(string Id, ClaimsPrincipal User, BrowsedNodes Nodes, Questions Questions)
{
    /// <summary>The node and what the caller may do there, or null when it is not there for them.</summary>
    public Task<BrowsedNode?> FindAsync(CancellationToken cancellationToken) => Nodes.FindAsync(Id, User, cancellationToken);
}
