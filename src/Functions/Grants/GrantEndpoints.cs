using System.Security.Claims;
using DtnBox.Contracts;
using DtnBox.Contracts.Grants;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Grants;

internal static class GrantEndpoints
{
    public static void MapGrants(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ApiRoutes.Root}/grants", ListMineAsync)
            .WithTags("Grants").RequireAuthorization(Policies.Member)
            .WithSummary("Lists what was granted to you, or to everyone, and has not ended.");
        RouteGroupBuilder node = routes.MapGroup($"{ApiRoutes.Root}/nodes/{{id}}").WithTags("Grants");
        node.MapGet("/grants", ListAsync).RequireAuthorization(Policies.Member)
            .WithSummary("Lists a node's grants, those that have ended among them. For its owner and administrators.");
        node.MapPost("/grants", AddAsync).RequireAuthorization(Policies.Grantor).Audited(AuditActions.GrantCreate, "grant")
            .WithSummary("Gives a user, or everyone, a right on part of a node's store. For its owner and administrators.")
            .WithDescription("Sending the same Idempotency-Key and body again gives the same grant.");
        node.MapDelete("/grants/{grantId}", RevokeAsync).RequireAuthorization(Policies.Grantor).Audited(AuditActions.GrantRevoke, "grant", "id/grantId")
            .WithSummary("Takes a grant back. Transfers that need it are parked within seconds.");
        node.MapGet("/access", AccessAsync).RequireAuthorization(Policies.Member)
            .WithSummary("Tells what you, or for its owner and administrators any user, may do with a node's data, and why.");
    }

    private static async Task<Ok<Page<GrantView>>> ListMineAsync(
        ClaimsPrincipal user, Rights rights, GrantViews views, CancellationToken cancellationToken)
    {
        Caller caller = Caller.From(user);
        return TypedResults.Ok(new Page<GrantView>(
            await rights.HeldAsync(caller.Subject, cancellationToken)
                .Select(async (GrantRow grant, CancellationToken cancel) => await views.ViewAsync(grant, caller, cancel))
                .ToListAsync(cancellationToken)));
    }

    private static async Task<Results<Ok<Page<GrantView>>, ProblemHttpResult>> ListAsync(
        string id,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        Rights rights,
        GrantStore grants,
        GrantViews views,
        CancellationToken cancellationToken)
        => await RefuseAsync(id, user, nodes, rights, cancellationToken) is { } refusal
            ? refusal
            : TypedResults.Ok(new Page<GrantView>(
                await grants.ListAsync(id, cancellationToken)
                    .Select(async (GrantRow grant, CancellationToken cancel)
                        => await views.ViewAsync(grant, Caller.From(user), cancel))
                    .ToListAsync(cancellationToken)));

    private static async Task<Results<Created<GrantView>, ProblemHttpResult>> AddAsync(
        string id,
        CreateGrant request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        Rights rights,
        GrantStore grants,
        GrantViews views,
        GranteeNames names,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await RefuseAsync(id, user, nodes, rights, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        FieldErrors errors = GrantRules.Check(request, idempotencyKey, time.GetUtcNow());
        string? to = errors.Any || request.To == Grantees.Everyone
            ? request.To
            : await names.ResolveAsync(request.To, cancellationToken);
        errors.Require(to is not null, "to", $"is nobody here: give {GranteeNames.Forms}.");
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        var giver = Caller.From(user);
        GrantRow? grant = await grants.AddAsync(
            id, request with { To = to! }, idempotencyKey!, giver.Subject, cancellationToken);
        return grant switch
        {
            null => Problems.Conflict(
                "The Idempotency-Key was used before",
                "This key was sent earlier with another grant.",
                "Send a new key for a new grant."),
            { RevokedAt: { } at } => Problems.Conflict(
                "The grant was revoked",
                $"This request gave {grant.GetId()}, which was revoked at {at:u}.",
                "Send a new key to give it again."),
            _ => TypedResults.Created(
                $"{ApiRoutes.Root}/nodes/{id}/grants/{grant.GetId()}",
                await views.NewAsync(grant, giver, cancellationToken)),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string id,
        string grantId,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        Rights rights,
        GrantStore grants,
        GrantWatch watch,
        CancellationToken cancellationToken)
    {
        if (await RefuseAsync(id, user, nodes, rights, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (!await grants.RevokeAsync(id, grantId, cancellationToken))
        {
            return Problems.NotFound("grant", grantId);
        }

        // The grant is gone whatever happens now; whom this does not reach, leases and the timer function will.
        await watch.TellAllAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<AccessView>, ProblemHttpResult>> AccessAsync(
        string id,
        string? user,
        ClaimsPrincipal principal,
        NodeDirectory nodes,
        Rights rights,
        GranteeNames names,
        CancellationToken cancellationToken)
    {
        Caller caller = Caller.From(principal);
        if (await nodes.FindAsync(id, cancellationToken) is not { } node
            || !await rights.MaySeeAsync(caller, node, cancellationToken))
        {
            return Problems.NotFound("node", id);
        }

        string? subject = user is null ? caller.Subject : await names.ResolveAsync(user, cancellationToken);
        if (subject != caller.Subject && !Rights.MayManage(caller, node))
        {
            return NotYours(node);
        }

        return subject is null
            ? Problems.NotFound("user", user!)
            : TypedResults.Ok(await rights.AccessAsync(subject, node, cancellationToken));
    }

    /// <summary>Why somebody may not see and give the grants of a node; null when they may.</summary>
    private static async Task<ProblemHttpResult?> RefuseAsync(
        string id, ClaimsPrincipal user, NodeDirectory nodes, Rights rights, CancellationToken cancellationToken)
    {
        Caller caller = Caller.From(user);
        if (await nodes.FindAsync(id, cancellationToken) is not { } node
            || !await rights.MaySeeAsync(caller, node, cancellationToken))
        {
            return Problems.NotFound("node", id);
        }

        return Rights.MayManage(caller, node) ? null : NotYours(node);
    }

    private static ProblemHttpResult NotYours(NodeRow node) => Problems.Denied(
        $"Only '{node.Owner}', who owns {node.Id}, and administrators see and give its grants.",
        $"Ask them. What you may do yourself: GET /api/v1/nodes/{node.Id}/access.");
}
