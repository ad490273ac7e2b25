using System.Security.Claims;
using DtnBox.Contracts.People;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Users.HandOvers;

internal static class HandOverEndpoints
{
    public static void MapHandOvers(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder handOver = routes.MapGroup($"{ApiRoutes.Root}/users/{{id}}/hand-over")
            .WithTags("People").RequireAuthorization(Policies.Administrator);
        handOver.MapPost("/", OrderAsync).Audited(AuditActions.UserHandOver, "user")
            .WithSummary("Gives all that a user owns to another one, and revokes their API tokens.")
            .WithDescription("It is done in the background, also over restarts. Sending it again orders nothing more.");
        handOver.MapGet("/", FindAsync).WithSummary("Shows how far a hand-over is.");
    }

    private static async Task<Results<Accepted<HandOverView>, ProblemHttpResult>> OrderAsync(
        string id,
        HandOver request,
        ClaimsPrincipal person,
        UserDirectory users,
        HandOverOrders orders,
        CancellationToken cancellationToken)
    {
        if (await users.ReadAsync(id, cancellationToken) is null)
        {
            return Problems.NotFound("user", id);
        }

        var errors = new FieldErrors();
        errors.Require(
            request.To is { } to && to != id && await users.ReadAsync(to, cancellationToken) is { State: UserState.Active },
            "to",
            "must be the id of another user who is active: list them with GET /api/v1/users?state=Active.");
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        return await orders.OrderAsync(id, request.To!, Caller.From(person).Subject, cancellationToken) is { } order
            ? TypedResults.Accepted($"{ApiRoutes.Root}/users/{id}/hand-over", order.View())
            : Problems.Conflict(
                "Another hand-over is in hand",
                $"What '{id}' owns is being handed over to somebody else.",
                "See GET /api/v1/users/{id}/hand-over, and order it when that is done.");
    }

    private static async Task<Results<Ok<HandOverView>, ProblemHttpResult>> FindAsync(
        string id, HandOverOrders orders, CancellationToken cancellationToken)
        => await orders.FindAsync(id, cancellationToken) is { } order
            ? TypedResults.Ok(order.View())
            : Problems.NotFound("hand-over", id, "users");
}
