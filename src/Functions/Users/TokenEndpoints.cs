using System.Security.Claims;
using DtnBox.Contracts;
using DtnBox.Contracts.People;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Users;

internal static class TokenEndpoints
{
    private const string Kind = "API token";

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder mine = routes.MapGroup($"{ApiRoutes.Root}/me/tokens")
            .WithTags("API tokens").RequireAuthorization(Policies.Member);
        mine.MapPost("/", CreateAsync).Audited(AuditActions.TokenCreate, "token").RequireRateLimiting(RateLimits.Tokens)
            .WithSummary("Makes an API token for yourself. It is shown once.")
            .WithDescription("Needs a sign-in with your provider: a token makes no tokens. "
                + "An answer that was lost leaves a token to revoke.");
        mine.MapGet("/", ListMineAsync).WithSummary("Lists your API tokens, without their secrets.");
        mine.MapDelete("/{id}", RevokeMineAsync).Audited(AuditActions.TokenRevoke, "token").WithSummary("Revokes an API token of yours, at once.");

        RouteGroupBuilder others = routes.MapGroup($"{ApiRoutes.Root}/users/{{userId}}/tokens")
            .WithTags("API tokens").RequireAuthorization(Policies.Administrator);
        others.MapGet("/", ListAsync).WithSummary("Lists the API tokens of a user, without their secrets.");
        others.MapDelete("/{id}", RevokeAsync).Audited(AuditActions.TokenRevoke, "token").WithSummary("Revokes an API token of a user, at once.");
    }

    private static async Task<Results<Created<NewToken>, ProblemHttpResult>> CreateAsync(
        CreateToken request,
        ClaimsPrincipal person,
        PersonalTokens tokens,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        string owner = Caller.From(person).Subject;
        if (!UserId.Is(owner) || person.FindFirst(PersonClaims.Token) is not null)
        {
            return Problems.Denied(
                "An API token cannot make another one.",
                "Sign in with your provider, and make it with that sign-in.");
        }

        if (TokenRules.Check(request, time.GetUtcNow()) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        return await tokens.CreateAsync(request, owner, cancellationToken) is { } made
            ? TypedResults.Created((string?)null, made)
            : Problems.Conflict(
                "Too many API tokens",
                $"You have {PersonalToken.Most} API tokens already.",
                "Revoke those that are not used: DELETE /api/v1/me/tokens/{id}.");
    }

    private static Task<Ok<Page<TokenView>>> ListMineAsync(
        ClaimsPrincipal person, PersonalTokens tokens, CancellationToken cancellationToken)
        => ListAsync(Caller.From(person).Subject, tokens, cancellationToken);

    private static async Task<Ok<Page<TokenView>>> ListAsync(
        string userId, PersonalTokens tokens, CancellationToken cancellationToken)
        => TypedResults.Ok(new Page<TokenView>(
            await tokens.ListAsync(userId, cancellationToken).Select(row => row.View()).ToListAsync(cancellationToken)));

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeMineAsync(
        string id, ClaimsPrincipal person, PersonalTokens tokens, CancellationToken cancellationToken)
        => await tokens.RevokeAsync(id, Caller.From(person).Subject, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NotFound(Kind, id, "me/tokens");

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        string userId, string id, PersonalTokens tokens, CancellationToken cancellationToken)
        => await tokens.RevokeAsync(id, userId, cancellationToken)
            ? TypedResults.NoContent()
            : Problems.NotFound(Kind, id, $"users/{userId}/tokens");
}
