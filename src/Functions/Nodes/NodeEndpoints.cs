using System.Security.Claims;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Nodes;

internal static class NodeEndpoints
{
    public static void MapNodes(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder nodes = routes.MapGroup($"{ApiRoutes.Root}/nodes").WithTags("Nodes");
        nodes.MapGet("/", ListAsync).RequireAuthorization(Policies.Member).WithSummary("Lists the nodes that you may see, by id.");
        nodes.MapGet("/{id}", FindAsync).RequireAuthorization(Policies.Member).WithSummary("Shows one node.");
        nodes.MapPost("/", RegisterAsync).RequireAuthorization(Policies.Operator)
            .Audited(AuditActions.NodeRegister, "node")
            .WithSummary("Registers a site and its store.")
            .WithDescription("The id is the idempotence key: registering it a second time is a conflict.");
        nodes.MapPost("/{id}/enrollments", CreateEnrollmentAsync).RequireAuthorization(Policies.Operator)
            .Audited(AuditActions.NodeEnrollmentCreate, "node").RequireRateLimiting(RateLimits.Enrollments)
            .WithSummary("Makes a one-time code with which an agent joins the node. It is shown once.");
    }

    private static async Task<Ok<Page<NodeView>>> ListAsync(
        string? after,
        int? limit,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        NodeViews views,
        Rights rights,
        CancellationToken cancellationToken)
    {
        Caller caller = Caller.From(user);
        Predicate<NodeRow> maySee = await rights.SightAsync(caller, cancellationToken);
        int size = PageSize.From(limit);
        List<NodeView> items = [];
        await foreach (NodeRow node in nodes.ListAsync(after, cancellationToken).Where(node => maySee(node)))
        {
            if (items.Count == size)
            {
                return TypedResults.Ok(new Page<NodeView>(items, items[^1].Id));
            }

            items.Add(await views.ViewAsync(node, user, cancellationToken));
        }

        return TypedResults.Ok(new Page<NodeView>(items));
    }

    private static async Task<Results<Ok<NodeView>, ProblemHttpResult>> FindAsync(
        string id,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        NodeViews views,
        Rights rights,
        CancellationToken cancellationToken)
        => await nodes.FindAsync(id, cancellationToken) is { } node
            && await rights.MaySeeAsync(Caller.From(user), node, cancellationToken)
            ? TypedResults.Ok(await views.ViewAsync(node, user, cancellationToken))
            : Problems.NotFound("node", id);

    private static async Task<Results<Created<NodeView>, ProblemHttpResult>> RegisterAsync(
        RegisterNode request,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        NodeViews views,
        CancellationToken cancellationToken)
    {
        if (NodeRules.Check(request) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        NodeRow? node = await nodes.RegisterAsync(request, Caller.From(user).Subject, cancellationToken);
        return node is null
            ? Problems.Conflict(
                "The node id is taken",
                $"A node '{request.Id}' is registered already.",
                "Choose another id, or change that node's store with PUT /api/v1/nodes/{id}/store.")
            : TypedResults.Created(
                $"{ApiRoutes.Root}/nodes/{node.Id}", await views.ViewAsync(node, user, cancellationToken));
    }

    private static async Task<Results<Created<EnrollmentCode>, ProblemHttpResult>> CreateEnrollmentAsync(
        string id,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        EnrollmentCodes codes,
        CancellationToken cancellationToken)
        => await nodes.OwnedAsync(id, user, cancellationToken) is null
            ? Problems.NotFound("node", id)
            : TypedResults.Created((string?)null, await codes.CreateAsync(id, cancellationToken, Caller.From(user).Subject));
}
