using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Identity;

namespace DtnBox.Functions.Nodes;

/// <summary>Shows nodes: all that everybody may know, and the access key to who may change them.</summary>
internal sealed class NodeViews(AgentDirectory agents, TimeProvider time)
{
    public async Task<NodeView> ViewAsync(NodeRow node, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        NodeView view = node.View(await agents.ViewAsync(node.Id, cancellationToken));
        return view with
        {
            Store = view.Store with
            {
                AccessKey = Caller.From(user).MayUse(node.Owner) ? node.AccessKey : null,
                Warnings = StoreWarnings.For(view.Store, time.GetUtcNow()),
            },
        };
    }
}
