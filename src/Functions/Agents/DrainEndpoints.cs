using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Agents;

/// <summary>Draining: no new work is given, what is in hand is finished.</summary>
internal static class DrainEndpoints
{
    public static void MapDrain(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder nodes = routes.MapGroup($"{ApiRoutes.Root}/nodes/{{id}}")
            .WithTags("Nodes").RequireAuthorization(Policies.Operator);
        nodes.MapPut("/drain", DrainNodeAsync).Audited(AuditActions.NodeDrain, "node")
            .WithSummary("Drains a node: its agents finish what they have in hand and are given no new work.");
        nodes.MapDelete("/drain", UndrainNodeAsync).Audited(AuditActions.NodeUndrain, "node").WithSummary("Gives a node's agents work again.");
        nodes.MapPut("/agents/{agentId}/drain", DrainAgentAsync).Audited(AuditActions.AgentDrain, "agent", "agentId")
            .WithSummary("Drains one agent: it finishes what it has in hand, the node's others take the rest.");
        nodes.MapDelete("/agents/{agentId}/drain", UndrainAgentAsync).Audited(AuditActions.AgentUndrain, "agent", "agentId").WithSummary("Gives an agent work again.");
    }

    private static Task<Results<Ok<NodeView>, ProblemHttpResult>> DrainNodeAsync(
        string id, ClaimsPrincipal user, Draining draining, CancellationToken cancellationToken)
        => draining.SetAsync(id, agentId: null, drain: true, user, cancellationToken);

    private static Task<Results<Ok<NodeView>, ProblemHttpResult>> UndrainNodeAsync(
        string id, ClaimsPrincipal user, Draining draining, CancellationToken cancellationToken)
        => draining.SetAsync(id, agentId: null, drain: false, user, cancellationToken);

    private static Task<Results<Ok<NodeView>, ProblemHttpResult>> DrainAgentAsync(
        string id, string agentId, ClaimsPrincipal user, Draining draining, CancellationToken cancellationToken)
        => draining.SetAsync(id, agentId, drain: true, user, cancellationToken);

    private static Task<Results<Ok<NodeView>, ProblemHttpResult>> UndrainAgentAsync(
        string id, string agentId, ClaimsPrincipal user, Draining draining, CancellationToken cancellationToken)
        => draining.SetAsync(id, agentId, drain: false, user, cancellationToken);
}
