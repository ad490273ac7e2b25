using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Nodes;

/// <summary>Changes of one thing about a node's store, so that nobody has to enter all the rest again.</summary>
internal static class StoreEndpoints
{
    public static void MapStores(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder store = routes.MapGroup($"{ApiRoutes.Root}/nodes/{{id}}/store")
            .WithTags("Nodes").RequireAuthorization(Policies.Operator);
        store.MapPut("/keys", ReplaceKeysAsync).Audited(AuditActions.NodeStoreKeysReplace, "node")
            .WithSummary("Replaces a store's keys. Commands leased from then on use them.")
            .WithDescription("Commands in hand keep the keys they came with: let the old ones work until those have ended.");
        store.MapPut("/ca", ReplaceCaAsync).Audited(AuditActions.NodeStoreCaReplace, "node")
            .WithSummary("Replaces the CA certificates that are trusted for a store; none when the field is left out.");
    }

    private static async Task<Results<Ok<NodeView>, ProblemHttpResult>> ReplaceKeysAsync(
        string id,
        StoreKeys request,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        NodeViews views,
        CancellationToken cancellationToken)
    {
        if (await nodes.OwnedAsync(id, user, cancellationToken) is null)
        {
            return Problems.NotFound("node", id);
        }

        if (NodeRules.Check(request) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        return await nodes.ReplaceKeysAsync(id, request, cancellationToken) is { } changed
            ? TypedResults.Ok(await views.ViewAsync(changed, user, cancellationToken))
            : Problems.NotFound("node", id);
    }

    private static async Task<Results<Ok<NodeView>, ProblemHttpResult>> ReplaceCaAsync(
        string id,
        StoreCa request,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        NodeViews views,
        CancellationToken cancellationToken)
    {
        if (await nodes.OwnedAsync(id, user, cancellationToken) is null)
        {
            return Problems.NotFound("node", id);
        }

        if (NodeRules.Check(request) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        return await nodes.ReplaceCaAsync(id, request.CaCertificate, cancellationToken) is { } changed
            ? TypedResults.Ok(await views.ViewAsync(changed, user, cancellationToken))
            : Problems.NotFound("node", id);
    }
}
