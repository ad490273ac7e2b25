using System.Security.Claims;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Nodes;

internal static class BundleEndpoint
{
    public static void MapBundle(this IEndpointRouteBuilder routes)
        => routes.MapGet($"{ApiRoutes.Root}/nodes/{{id}}/bundle", GetAsync)
            .WithTags("Nodes")
            .RequireAuthorization(Policies.Operator)

            // It makes a code, so it is a change, although it is a GET: browsers and curl fetch it.
            .Audited(AuditActions.NodeEnrollmentCreate, "node")
            .RequireRateLimiting(RateLimits.Enrollments)
            .WithSummary("Gives a zip with which a site joins: compose file, settings with a new one-time code, README.")
            .WithDescription("Each answer has a code of its own, good for 24 hours; it is never in an address, and no cache keeps it.");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetAsync(
        string id,
        HttpContext context,
        ClaimsPrincipal user,
        NodeDirectory nodes,
        EnrollmentCodes codes,
        IOptions<BundleOptions> options,
        CancellationToken cancellationToken)
    {
        if (await nodes.OwnedAsync(id, user, cancellationToken) is not { } node)
        {
            return Problems.NotFound("node", id);
        }

        context.Response.Headers.CacheControl = "no-store";
        Uri controlPlane = options.Value.ControlPlane ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}");
        EnrollmentCode code = await codes.CreateAsync(id, cancellationToken, Caller.From(user).Subject);
        return TypedResults.File(
            SiteBundle.Pack(node, code, controlPlane, options.Value), "application/zip", $"dtnbox-{id}.zip");
    }
}
