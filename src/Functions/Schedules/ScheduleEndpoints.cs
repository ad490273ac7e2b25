using System.Security.Claims;
using DtnBox.Contracts;
using DtnBox.Contracts.Schedules;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Transfers.KeyLists;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Schedules;

internal static class ScheduleEndpoints
{
    /// <summary>A change makes nothing new, so it needs no key of its own; the rules ask for one.</summary>
    private const string NoKey = "change";

    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder schedules = routes.MapGroup($"{ApiRoutes.Root}/schedules")
            .WithTags("Schedules").RequireAuthorization(Policies.Member);
        schedules.MapPost("/", CreateAsync).Audited(AuditActions.ScheduleCreate, "schedule")
            .WithSummary("Makes a schedule that starts transfers, once or again and again.")
            .WithDescription("Sending the same Idempotency-Key and body again gives the same schedule.");
        schedules.MapGet("/", ListAsync).WithSummary("Lists the schedules you may see.");
        schedules.MapGet("/{id}", FindAsync).WithSummary("Shows a schedule: when it is due, and what came of the last time.");
        schedules.MapPut("/{id}", ChangeAsync).Audited(AuditActions.ScheduleChange, "schedule")
            .WithSummary("Replaces all of a schedule; it is then due as if it had been made now.");
        schedules.MapDelete("/{id}", DeleteAsync).Audited(AuditActions.ScheduleDelete, "schedule")
            .WithSummary("Deletes a schedule. Its transfers stay, also running ones.");
    }

    private static async Task<Results<Created<ScheduleView>, ProblemHttpResult>> CreateAsync(
        CreateSchedule request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        ClaimsPrincipal user,
        NewSchedules news,
        KeyListStore lists,
        CancellationToken cancellationToken)
    {
        if (ScheduleRules.Check(request, idempotencyKey) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        if (await lists.ProblemAsync(request.Transfer.Settings, Caller.From(user), cancellationToken) is { } problem)
        {
            return problem;
        }

        return await news.CreateAsync(request, idempotencyKey!, Caller.From(user), cancellationToken) is { } row
            ? TypedResults.Created($"{ApiRoutes.Root}/schedules/{row.GetId()}", row.View())
            : Problems.Conflict(
                "The Idempotency-Key was used before",
                "This key was sent earlier with another request.",
                "Send a new key for a new schedule.");
    }

    private static async Task<Ok<Page<ScheduleView>>> ListAsync(
        string? after, int? limit, ClaimsPrincipal user, ScheduleStore schedules, CancellationToken cancellationToken)
    {
        Caller caller = Caller.From(user);
        int size = PageSize.From(limit);
        List<ScheduleView> items = await schedules.ListAsync(after, cancellationToken)
            .Where(row => caller.MayUse(row.Owner)).Select(row => row.View()).Take(size + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(items.Count > size
            ? new Page<ScheduleView>(items[..size], items[size - 1].Id)
            : new Page<ScheduleView>(items));
    }

    private static async Task<Results<Ok<ScheduleView>, ProblemHttpResult>> FindAsync(
        string id, ClaimsPrincipal user, ScheduleStore schedules, CancellationToken cancellationToken)
        => await OwnedAsync(id, user, schedules, cancellationToken) is { } row
            ? TypedResults.Ok(row.View())
            : Problems.NotFound("schedule", id);

    private static async Task<Results<Ok<ScheduleView>, ProblemHttpResult>> ChangeAsync(
        string id,
        CreateSchedule request,
        ClaimsPrincipal user,
        ScheduleStore schedules,
        KeyListStore lists,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await OwnedAsync(id, user, schedules, cancellationToken) is null)
        {
            return Problems.NotFound("schedule", id);
        }

        if (ScheduleRules.Check(request, NoKey) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        if (await lists.ProblemAsync(request.Transfer.Settings, Caller.From(user), cancellationToken) is { } problem)
        {
            return problem;
        }

        ScheduleRow? changed = await schedules.ChangeAsync(
            id,
            row =>
            {
                row.Set(request, time.GetUtcNow());
                return true;
            },
            cancellationToken);
        return changed is null ? Problems.NotFound("schedule", id) : TypedResults.Ok(changed.View());
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, ClaimsPrincipal user, ScheduleStore schedules, CancellationToken cancellationToken)
    {
        if (await OwnedAsync(id, user, schedules, cancellationToken) is null)
        {
            return Problems.NotFound("schedule", id);
        }

        await schedules.DeleteAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<ScheduleRow?> OwnedAsync(
        string id, ClaimsPrincipal user, ScheduleStore schedules, CancellationToken cancellationToken)
        => Rights.Owned(user, await schedules.FindAsync(id, cancellationToken), row => row.Owner);
}
