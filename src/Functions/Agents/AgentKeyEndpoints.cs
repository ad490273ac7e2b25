using System.Security.Claims;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Agents;

/// <summary>New key pairs of agents: the wish of a node's owner, and the change by the agent itself.</summary>
internal static class AgentKeyEndpoints
{
    public static void MapAgentKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{ApiRoutes.Root}/agent/key", ChangeAsync)
            .WithTags("Agent channel").RequireAuthorization(Policies.Agent).RequireRateLimiting(RateLimits.Agents)
            .Audited(AuditActions.AgentKeyChange, "agent")
            .WithSummary("Changes the agent's key pair, signed by the old and the new one. Idempotent.");
        RouteGroupBuilder nodes = routes.MapGroup($"{ApiRoutes.Root}/nodes/{{id}}")
            .WithTags("Nodes").RequireAuthorization(Policies.Operator);
        nodes.MapPost("/rotate-key", AskAllAsync).Audited(AuditActions.NodeAgentKeysRequest, "node")
            .WithSummary("Asks all agents of a node to change their key pairs; they do so with their next reports.");
        nodes.MapPost("/agents/{agentId}/rotate-key", AskAsync).Audited(AuditActions.AgentKeyRequest, "agent", "agentId")
            .WithSummary("Asks one agent to change its key pair.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(
        RotateAgentKey request, ClaimsPrincipal user, AgentDirectory agents, CancellationToken cancellationToken)
    {
        AgentId agent = AgentId.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!)!.Value;
        var errors = new FieldErrors();
        errors.Require(
            request.PublicKey is { Length: <= 500 } && AgentPublicKey.IsP256(request.PublicKey),
            "publicKey",
            "must be base64 of a P-256 public key in SubjectPublicKeyInfo form.");
        errors.Require(request.ProofByOld is { Length: > 0 and <= 500 }, "proofByOld", "is missing.");
        errors.Require(request.ProofByNew is { Length: > 0 and <= 500 }, "proofByNew", "is missing.");
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        return await agents.ChangeKeyAsync(agent, request, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.Denied(
                "The change of key is not signed by the key that the agent has and by the new one.",
                "Sign the statement of the API's description with both keys, and name the right ones in it.");
    }

    private static Task<Results<Ok<NodeView>, ProblemHttpResult>> AskAllAsync(
        string id,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        AgentDirectory agents,
        NodeViews views,
        CancellationToken cancellationToken)
        => AskAsync(id, agentId: null, user, nodes, agents, views, cancellationToken);

    private static async Task<Results<Ok<NodeView>, ProblemHttpResult>> AskAsync(
        string id,
        string? agentId,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        AgentDirectory agents,
        NodeViews views,
        CancellationToken cancellationToken)
    {
        if (await nodes.OwnedAsync(id, user, cancellationToken) is not { } node)
        {
            return Problems.NotFound("node", id);
        }

        string[] asked = agentId is null
            ? [.. (await agents.ViewAsync(id, cancellationToken)).Where(agent => agent.RevokedAt is null).Select(agent => agent.Id)]
            : [agentId];
        foreach (string each in asked)
        {
            if (AgentId.Parse(each) is not { } agent || agent.NodeId != id
                || await agents.AskForNewKeyAsync(agent, cancellationToken) is not { } row)
            {
                return Problems.NotFound("agent", each, $"nodes/{id}");
            }

            if (row.RevokedAt is not null && agentId is not null)
            {
                return Problems.Conflict(
                    "The agent was revoked",
                    $"Agent {agent} was revoked at {row.RevokedAt:u}, so nobody listens to any key of it.",
                    $"If its machine is to work again, enroll it anew: dtnbox node enroll {id}");
            }
        }

        return TypedResults.Ok(await views.ViewAsync(node, user, cancellationToken));
    }
}
