using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Agents;

/// <summary>Drains nodes and agents, and gives them work again.</summary>
internal sealed class Draining(NodeDirectory nodes, AgentDirectory agents, NodeViews views, CommandSignals signals)
{
    public async Task<Results<Ok<NodeView>, ProblemHttpResult>> SetAsync(
        string id, string? agentId, bool drain, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (await nodes.OwnedAsync(id, user, cancellationToken) is not { } node)
        {
            return Problems.NotFound("node", id);
        }

        if (agentId is null)
        {
            node = await nodes.DrainAsync(id, drain, cancellationToken) ?? node;
        }
        else if (AgentId.Parse(agentId) is not { } agent || agent.NodeId != id
            || await agents.DrainAsync(agent, drain, cancellationToken) is null)
        {
            return Problems.NotFound("agent", agentId, $"nodes/{id}");
        }

        if (!drain)
        {
            // Agents that wait by long-poll look at once, not within a second.
            signals.Signal(id);
        }

        return TypedResults.Ok(await views.ViewAsync(node, user, cancellationToken));
    }
}
