using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Transfers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Bandwidth;

internal static class BandwidthEndpoints
{
    public static void MapBandwidth(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder transfer = routes.MapGroup($"{ApiRoutes.Root}/transfers/{{id}}/bandwidth")
            .WithTags("Transfers").RequireAuthorization(Policies.Member);
        transfer.MapPut("/", CapTransferAsync).Audited(AuditActions.TransferBandwidthSet, "transfer")
            .WithSummary("Caps a transfer's bandwidth, with a timetable if wanted. Holds within about two seconds.");
        transfer.MapDelete("/", UncapTransferAsync).Audited(AuditActions.TransferBandwidthRemove, "transfer")
            .WithSummary("Removes a transfer's bandwidth cap.");

        RouteGroupBuilder node = routes.MapGroup($"{ApiRoutes.Root}/nodes/{{id}}/bandwidth")
            .WithTags("Nodes").RequireAuthorization(Policies.Operator);
        node.MapPut("/", CapNodeAsync).Audited(AuditActions.NodeBandwidthSet, "node")
            .WithSummary("Caps what a node's agents send, all transfers together. Holds within about two seconds.");
        node.MapDelete("/", UncapNodeAsync).Audited(AuditActions.NodeBandwidthRemove, "node")
            .WithSummary("Removes a node's bandwidth cap.");
    }

    private static Task<Results<Ok<TransferView>, ProblemHttpResult>> CapTransferAsync(
        string id,
        BandwidthPlan plan,
        ClaimsPrincipal user,
        TransferStore transfers,
        TransferViews views,
        CancellationToken cancellationToken)
        => SetTransferAsync(id, plan, user, transfers, views, cancellationToken);

    private static Task<Results<Ok<TransferView>, ProblemHttpResult>> UncapTransferAsync(
        string id, ClaimsPrincipal user, TransferStore transfers, TransferViews views, CancellationToken cancellationToken)
        => SetTransferAsync(id, plan: null, user, transfers, views, cancellationToken);

    private static Task<Results<Ok<NodeView>, ProblemHttpResult>> CapNodeAsync(
        string id, BandwidthPlan plan, ClaimsPrincipal user, NodeChanges changes, CancellationToken cancellationToken)
        => changes.ApplyAsync(
            id, user, BandwidthRules.Check(plan), nodes => nodes.SetBandwidthAsync(id, plan, cancellationToken), cancellationToken);

    private static Task<Results<Ok<NodeView>, ProblemHttpResult>> UncapNodeAsync(
        string id, ClaimsPrincipal user, NodeChanges changes, CancellationToken cancellationToken)
        => changes.ApplyAsync(
            id, user, new FieldErrors(), nodes => nodes.SetBandwidthAsync(id, null, cancellationToken), cancellationToken);

    private static async Task<Results<Ok<TransferView>, ProblemHttpResult>> SetTransferAsync(
        string id,
        BandwidthPlan? plan,
        ClaimsPrincipal user,
        TransferStore transfers,
        TransferViews views,
        CancellationToken cancellationToken)
    {
        if (await TransferEndpoints.OwnedAsync(id, user, transfers, cancellationToken) is null)
        {
            return Problems.NotFound("transfer", id);
        }

        if (plan is not null && BandwidthRules.Check(plan) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        TransferRow? changed = await transfers.ChangeAsync(
            id,
            row =>
            {
                row.SetSettings(row.GetSettings() with { Bandwidth = plan });
                return true;
            },
            cancellationToken);
        return changed is null
            ? Problems.NotFound("transfer", id)
            : TypedResults.Ok(await views.ViewAsync(changed, cancellationToken));
    }
}
