using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Nodes;

internal static class ProbeEndpoints
{
    public static void MapProbes(this IEndpointRouteBuilder routes)
        => routes.MapPost($"{ApiRoutes.Root}/nodes/{{id}}/store/probe", ProbeAsync).Audited(AuditActions.NodeStoreProbe, "node")
            .WithTags("Nodes")
            .RequireAuthorization(Policies.Operator).RequireRateLimiting(RateLimits.Probes)
            .WithSummary("Has an agent find out what the node's store can do. The result is in the node.")
            .WithDescription("The body may name a bucket; without it the one entered with the store is used.");

    private static async Task<Results<Accepted<NodeView>, ProblemHttpResult>> ProbeAsync(
        string id,
        HttpRequest request,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        NodeViews views,
        StoreProbes probes,
        CancellationToken cancellationToken)
    {
        if (await nodes.OwnedAsync(id, user, cancellationToken) is not { } node)
        {
            return Problems.NotFound("node", id);
        }

        ProbeStoreRequest asked = await OptionalBody.ReadAsync<ProbeStoreRequest>(request, cancellationToken)
            ?? new ProbeStoreRequest();
        FieldErrors errors = NodeRules.Check(asked);
        errors.Require(
            (asked.Bucket ?? node.ProbeBucket) is not null,
            "bucket",
            "is missing, and none was entered with the store: name one that the store's keys may write in.");
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        return await probes.AskAsync(id, (asked.Bucket ?? node.ProbeBucket)!, cancellationToken) is { } changed
            ? TypedResults.Accepted(
                $"{ApiRoutes.Root}/nodes/{id}", await views.ViewAsync(changed, user, cancellationToken))
            : Problems.NotFound("node", id);
    }
}
