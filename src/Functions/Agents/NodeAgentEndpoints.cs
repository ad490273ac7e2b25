using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Agents;

/// <summary>What a node's owner does with its agents.</summary>
internal static class NodeAgentEndpoints
{
    public static void MapNodeAgents(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder agents = routes.MapGroup($"{ApiRoutes.Root}/nodes/{{id}}/agents/{{agentId}}")
            .WithTags("Nodes").RequireAuthorization(Policies.Operator);
        agents.MapDelete("/", RevokeAsync).Audited(AuditActions.AgentRevoke, "agent", "agentId")
            .WithSummary("Revokes an agent. Takes effect at once; what it had in hand is given to others.")
            .WithDescription("The agent stays in the list as revoked. It cannot be taken back: enroll a new one instead.");
    }

    private static async Task<Results<Ok<NodeView>, ProblemHttpResult>> RevokeAsync(
        string id,
        string agentId,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        AgentDirectory agents,
        NodeViews views,
        CommandQueue queue,
        CancellationToken cancellationToken)
    {
        if (await nodes.OwnedAsync(id, user, cancellationToken) is not { } node)
        {
            return Problems.NotFound("node", id);
        }

        if (AgentId.Parse(agentId) is not { } agent || agent.NodeId != id
            || await agents.RevokeAsync(agent, Caller.From(user).Subject, cancellationToken) is null)
        {
            return NoSuchAgent(id, agentId);
        }

        // Dying before this costs half a minute: its leases run out, because nobody renews them any more.
        await queue.ReleaseAsync(agent, cancellationToken);
        return TypedResults.Ok(await views.ViewAsync(node, user, cancellationToken));
    }

    private static ProblemHttpResult NoSuchAgent(string id, string agentId)
        => Problems.NotFound("agent", agentId, $"nodes/{id}");
}
