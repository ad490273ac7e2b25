using System.Security.Claims;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Agents;

/// <summary>What a node's owner does with codes that are out.</summary>
internal static class EnrollmentEndpoints
{
    public static void MapEnrollments(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder codes = routes.MapGroup($"{ApiRoutes.Root}/nodes/{{id}}/enrollments")
            .WithTags("Nodes").RequireAuthorization(Policies.Operator);
        codes.MapGet("/", ListAsync).WithSummary("Lists the one-time codes that can still be used, without the codes.");
        codes.MapDelete("/{codeId}", RevokeAsync).Audited(AuditActions.NodeEnrollmentRevoke, "enrollment", "id/codeId")
            .WithSummary("Makes a one-time code useless.");
    }

    private static async Task<Results<Ok<Page<OutstandingCode>>, ProblemHttpResult>> ListAsync(
        string id, ClaimsPrincipal user, NodeDirectory nodes, EnrollmentCodes codes, CancellationToken cancellationToken)
        => await nodes.OwnedAsync(id, user, cancellationToken) is null
            ? Problems.NotFound("node", id)
            : TypedResults.Ok(new Page<OutstandingCode>(await codes.ListAsync(id, cancellationToken)));

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string id,
        string codeId,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        EnrollmentCodes codes,
        CancellationToken cancellationToken)
    {
        if (await nodes.OwnedAsync(id, user, cancellationToken) is null)
        {
            return Problems.NotFound("node", id);
        }

        return await codes.RevokeAsync(id, codeId, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NotFound("code", codeId, $"nodes/{id}/enrollments");
    }
}
