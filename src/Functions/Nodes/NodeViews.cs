using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Nodes;

/// <summary>Shows nodes: all that everybody may know, and the access key to who may change them.</summary>
internal sealed class NodeViews(AgentDirectory agents, OwnerNames owners, TimeProvider time)
{
    public async Task<NodeView> ViewAsync(NodeRow node, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        NodeView view = node.View(await agents.ViewAsync(node.Id, cancellationToken));
        bool mayChange = Rights.MayManage(Caller.From(user), node);
        return view with
        {
            OwnerName = await owners.FindAsync(node.Owner, user, cancellationToken),
            Agents = mayChange ? view.Agents : [.. view.Agents.Select(agent => agent with { Facts = null })],
            Probe = mayChange ? node.GetProbe() : null,
            ProbeRequestedAt = mayChange ? node.GetAskedProbe()?.At : null,
            Store = view.Store with
            {
                AccessKey = mayChange ? node.AccessKey : null,
                Warnings = StoreWarnings.For(view.Store, time.GetUtcNow()),
            },
        };
    }
}
