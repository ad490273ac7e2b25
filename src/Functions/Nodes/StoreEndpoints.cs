using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Nodes;

/// <summary>Changes of a node's store: all of it, or one thing, so that nobody has to enter the rest again.</summary>
internal static class StoreEndpoints
{
    public static void MapStores(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder store = routes.MapGroup($"{ApiRoutes.Root}/nodes/{{id}}/store")
            .WithTags("Nodes").RequireAuthorization(Policies.Operator);
        store.MapPut("/", ReplaceStoreAsync).Audited(AuditActions.NodeStoreReplace, "node")
            .WithSummary("Replaces a store's address and keys.");
        store.MapPut("/keys", ReplaceKeysAsync).Audited(AuditActions.NodeStoreKeysReplace, "node")
            .WithSummary("Replaces a store's keys. Commands leased from then on use them.")
            .WithDescription("Commands in hand keep the keys they came with: let the old ones work until those have ended.");
        store.MapPut("/ca", ReplaceCaAsync).Audited(AuditActions.NodeStoreCaReplace, "node")
            .WithSummary("Replaces the CA certificates that are trusted for a store; none when the field is left out.");
    }

    private static Task<Results<Ok<NodeView>, ProblemHttpResult>> ReplaceStoreAsync(
        string id, StoreSettings request, ClaimsPrincipal user, NodeChanges changes, CancellationToken cancellationToken)
        => changes.ApplyAsync(
            id, user, NodeRules.Check(request), nodes => nodes.ReplaceStoreAsync(id, request, cancellationToken), cancellationToken);

    private static Task<Results<Ok<NodeView>, ProblemHttpResult>> ReplaceKeysAsync(
        string id, StoreKeys request, ClaimsPrincipal user, NodeChanges changes, CancellationToken cancellationToken)
        => changes.ApplyAsync(
            id, user, NodeRules.Check(request), nodes => nodes.ReplaceKeysAsync(id, request, cancellationToken), cancellationToken);

    private static Task<Results<Ok<NodeView>, ProblemHttpResult>> ReplaceCaAsync(
        string id, StoreCa request, ClaimsPrincipal user, NodeChanges changes, CancellationToken cancellationToken)
        => changes.ApplyAsync(
            id, user, NodeRules.Check(request), nodes => nodes.ReplaceCaAsync(id, request.CaCertificate, cancellationToken), cancellationToken);
}
