using System.Security.Claims;
using DtnBox.Contracts;
using DtnBox.Contracts.People;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Users;

internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder users = routes.MapGroup($"{ApiRoutes.Root}/users")
            .WithTags("People").RequireAuthorization(Policies.Administrator);
        users.MapGet("/", ListAsync).WithSummary("Lists the users by id.");
        users.MapGet("/{id}", FindAsync).WithSummary("Shows a user.");
        users.MapPost("/{id}/approve", ApproveAsync).Audited(AuditActions.UserApprove, "user").WithSummary("Lets a pending user in.");
        users.MapPut("/{id}/role", ChangeRoleAsync).Audited(AuditActions.UserRoleChange, "user").WithSummary("Changes what a user may do.");
        users.MapPost("/{id}/disable", DisableAsync).Audited(AuditActions.UserDisable, "user")
            .WithSummary("Shuts a user out, with all their tokens, within a minute. Their running transfers go on.");
        users.MapPost("/{id}/enable", EnableAsync).Audited(AuditActions.UserEnable, "user").WithSummary("Lets a disabled user in again.");
    }

    private static async Task<Ok<Page<UserView>>> ListAsync(
        UserState? state, string? after, int? limit, UserDirectory users, CancellationToken cancellationToken)
    {
        int size = PageSize.From(limit);
        List<UserView> items = await users.ListAsync(state, after, cancellationToken)
            .Select(row => row.View()).Take(size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(items.Count > size
            ? new Page<UserView>(items[..size], items[size - 1].Id)
            : new Page<UserView>(items));
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> FindAsync(
        string id, UserDirectory users, CancellationToken cancellationToken)
        => await users.ReadAsync(id, cancellationToken) is { } user
            ? TypedResults.Ok(user.View())
            : Problems.NotFound("user", id);

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> ApproveAsync(
        string id, HttpRequest request, ClaimsPrincipal person, UserStates states, CancellationToken cancellationToken)
    {
        ApproveUser asked = await OptionalBody.ReadAsync<ApproveUser>(request, cancellationToken) ?? new ApproveUser();
        return await states.ApproveAsync(id, asked.Role ?? Role.Member, By(person), cancellationToken) switch
        {
            null => Problems.NotFound("user", id),
            { State: UserState.Disabled } => Problems.Conflict(
                "The user is disabled",
                $"User '{id}' was shut out by an administrator.",
                "Enable them: POST /api/v1/users/{id}/enable."),
            var user => TypedResults.Ok(user.View()),
        };
    }

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> ChangeRoleAsync(
        string id, ChangeRole request, ClaimsPrincipal person, UserStates states, CancellationToken cancellationToken)
        => AnswerAsync(id, states.ChangeRoleAsync(id, request.Role, By(person), cancellationToken));

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> DisableAsync(
        string id, ClaimsPrincipal person, UserStates states, CancellationToken cancellationToken)
        => AnswerAsync(id, states.DisableAsync(id, By(person), cancellationToken));

    private static Task<Results<Ok<UserView>, ProblemHttpResult>> EnableAsync(
        string id, ClaimsPrincipal person, UserStates states, CancellationToken cancellationToken)
        => AnswerAsync(id, states.EnableAsync(id, By(person), cancellationToken));

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> AnswerAsync(string id, Task<UserRow?> change)
    {
        try
        {
            return await change is { } user ? TypedResults.Ok(user.View()) : Problems.NotFound("user", id);
        }
        catch (LastAdministratorException)
        {
            return Problems.Conflict(
                "The last administrator",
                $"User '{id}' is the last active administrator, and somebody must be one.",
                "Make somebody else administrator first: PUT /api/v1/users/{id}/role.");
        }
    }

    private static string By(ClaimsPrincipal person) => Caller.From(person).Subject;
}
