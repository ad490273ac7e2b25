using DtnBox.Contracts.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Agents;

internal static class AgentEndpoints
{
    public static void MapAgents(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder agent = routes.MapGroup($"{ApiRoutes.Root}/agent").WithTags("Agent channel").AllowAnonymous()
            .RequireRateLimiting(RateLimits.Agents);
        agent.MapPost("/enroll", EnrollAsync).Audited(AuditActions.AgentEnroll, "agent")
            .WithSummary("Joins a node with a one-time code. Idempotent for the same code and key.");
        agent.MapPost("/token", GiveTokenAsync).NotAudited("gives a token for 15 minutes and changes nothing")
            .WithSummary("Gives a 15-minute token for an assertion signed with the agent's key. Each assertion is good once.");
    }

    private static async Task<Results<Ok<EnrolledAgent>, ProblemHttpResult>> EnrollAsync(
        EnrollAgent request, EnrollmentCodes codes, StoreProbes probes, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.Require(request.Code is { Length: > 0 and <= 100 }, "code", "is missing: ask the node's owner for one.");
        errors.Require(
            request.PublicKey is { Length: <= 500 } && AgentPublicKey.IsP256(request.PublicKey),
            "publicKey",
            "must be base64 of a P-256 public key in SubjectPublicKeyInfo form.");
        errors.Require(request.HostName is { Length: > 0 and <= 255 }, "hostName", "must have 1 to 255 characters.");
        errors.Require(request.Version is { Length: > 0 and <= 50 }, "version", "must have 1 to 50 characters.");
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        if (await codes.SpendAsync(request, cancellationToken) is not { } agent)
        {
            return Problems.Unauthorized(
                "The enrollment code is unknown, has expired, or was used by another agent.",
                "Make a new one with 'dtnbox node enroll NODE' and start the agent with it.");
        }

        // Before the answer: an agent whose enrolment died here repeats it.
        await probes.AskFirstAsync(agent.NodeId, cancellationToken);
        return TypedResults.Ok(agent);
    }

    private static async Task<Results<Ok<AgentToken>, ProblemHttpResult>> GiveTokenAsync(
        RequestAgentToken request,
        AgentDirectory agents,
        AgentTokens tokens,
        SpentAssertions spent,
        CancellationToken cancellationToken)
    {
        if (AgentId.Parse(request.AgentId ?? string.Empty) is not { } agent
            || await agents.FindAsync(agent, cancellationToken) is not { } row
            || !await tokens.IsValidAsync(agent, request.Assertion ?? string.Empty, row))
        {
            return Problems.Unauthorized(
                "The assertion does not prove a known agent: unknown id, wrong key, wrong audience, or not valid now.",
                "Check the agent's clock; if its state directory was lost, enroll it again with a new code.");
        }

        // Only now: an assertion that proves nothing leaves no trace, so strangers cannot fill the table.
        if (!await spent.TrySpendAsync(agent, request.Assertion!, cancellationToken))
        {
            return Problems.Unauthorized(
                "The assertion was used before, and each is good once.",
                "Sign a new one. If the agent did not use it, somebody has read what it sent: rotate its key.");
        }

        return row.RevokedAt is null ? TypedResults.Ok(tokens.Issue(agent, row.PublicKey)) : Revoked(agent, row);
    }

    /// <summary>Told only to who has the agent's key.</summary>
    private static ProblemHttpResult Revoked(AgentId agent, AgentRow row) => TypedResults.Problem(
        statusCode: StatusCodes.Status403Forbidden,
        title: "The agent was revoked",
        detail: $"Agent {agent} was revoked at {row.RevokedAt:u}.",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["code"] = AgentProblems.Revoked,
            ["nextStep"] = $"If it is to work again, empty its state directory and start it with a new code: dtnbox node enroll {agent.NodeId}",
        });
}
