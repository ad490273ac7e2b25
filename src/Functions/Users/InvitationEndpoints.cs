using System.Security.Claims;
using DtnBox.Contracts;
using DtnBox.Contracts.People;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Users;

internal static class InvitationEndpoints
{
    public static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder invitations = routes.MapGroup($"{ApiRoutes.Root}/invitations")
            .WithTags("People").RequireAuthorization(Policies.Administrator);
        invitations.MapPost("/", CreateAsync).Audited(AuditActions.InvitationCreate, "invitation").RequireRateLimiting(RateLimits.Invitations)
            .WithSummary("Makes an invitation. Its code is shown once, and lets one person in.")
            .WithDescription("An answer that was lost leaves an invitation to revoke.");
        invitations.MapGet("/", ListAsync).WithSummary("Lists the invitations, also used and expired ones, without their codes.");
        invitations.MapDelete("/{id}", RevokeAsync).Audited(AuditActions.InvitationRevoke, "invitation").WithSummary("Takes an invitation back. Who came in by it stays.");
    }

    private static async Task<Results<Created<NewInvitation>, ProblemHttpResult>> CreateAsync(
        CreateInvitation request,
        ClaimsPrincipal person,
        Invitations invitations,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        var errors = new FieldErrors();
        errors.Require(
            request.Email is not { } email || (email.Length <= 256 && email.Trim().IndexOf('@', StringComparison.Ordinal) > 0),
            "email",
            "must be an address like ada@uni.example, or be left out for whoever has the code.");
        errors.Require(
            request.ExpiresAt is not { } expires || (expires > now && expires <= now + Invitations.LongestLifetime),
            "expiresAt",
            "must lie in the future and at most 30 days ahead, or be left out for 7 days.");
        return errors.Any
            ? Problems.Invalid(errors.ToDictionary())
            : TypedResults.Created(
                (string?)null, await invitations.CreateAsync(request, Caller.From(person).Subject, cancellationToken));
    }

    private static async Task<Ok<Page<InvitationView>>> ListAsync(
        string? after, int? limit, Invitations invitations, CancellationToken cancellationToken)
    {
        int size = PageSize.From(limit);
        List<InvitationView> items = await invitations.ListAsync(after, cancellationToken)
            .Select(row => row.View()).Take(size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(items.Count > size
            ? new Page<InvitationView>(items[..size], items[size - 1].Id)
            : new Page<InvitationView>(items));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string id, Invitations invitations, CancellationToken cancellationToken)
        => await invitations.RevokeAsync(id, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NotFound("invitation", id);
}
