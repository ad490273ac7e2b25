using System.Security.Claims;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Transfers.Deleting;
using DtnBox.Functions.Transfers.Live;
using DtnBox.Functions.Users;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Transfers;

internal static class TransferEndpoints
{
    public static void MapTransfers(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder transfers = routes.MapGroup($"{ApiRoutes.Root}/transfers")
            .WithTags("Transfers").RequireAuthorization(Policies.Member);
        transfers.MapPost("/", CreateAsync).Audited(AuditActions.TransferCreate, "transfer")
            .WithSummary("Starts a transfer.")
            .WithDescription("Sending the same Idempotency-Key and body again gives the same transfer.");
        transfers.MapTransferList();
        transfers.MapGet("/{id}", FindAsync).WithSummary("Shows a transfer with its live figures.");
        transfers.MapGet("/{id}/objects", ListObjectsAsync)
            .WithSummary("Lists a transfer's objects in key order, with what became of each.")
            .WithDescription("Pages are cut between chunks and may be somewhat larger than the limit.");
        transfers.MapPost("/{id}/stop", StopAsync).Audited(AuditActions.TransferStop, "transfer")
            .WithSummary("Stops a transfer. Finished parts and objects are kept. Stopping twice is stopping once.");
        transfers.MapPost("/{id}/restart", RestartAsync).Audited(AuditActions.TransferRestart, "transfer")
            .WithSummary("Goes on with a stopped or failed transfer: copies what is missing or failed.")
            .WithDescription("With {\"only\":\"Failed\"} only objects that failed are taken up.");
        transfers.MapRunAgain();
        transfers.MapDeadline();
        transfers.MapResults();
        transfers.MapDeletion();
        transfers.MapLive();
    }

    private static async Task<Results<Created<TransferView>, ProblemHttpResult>> CreateAsync(
        CreateTransfer request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        ClaimsPrincipal user,
        NewTransfers news,
        TransferViews views,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        FieldErrors errors = TransferRules.Check(request, idempotencyKey);
        DeadlineRules.Check(request.Settings?.Deadline, time.GetUtcNow(), "settings.deadline", errors);
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        (TransferRow? row, ProblemHttpResult? problem) = await news.CreateAsync(
            request, idempotencyKey!, Caller.From(user), cancellationToken);
        return row is null
            ? problem!
            : TypedResults.Created(
                $"{ApiRoutes.Root}/transfers/{row.GetId()}", await views.ViewAsync(row, cancellationToken));
    }

    private static async Task<Results<Ok<TransferView>, ProblemHttpResult>> FindAsync(
        string id,
        ClaimsPrincipal user,
        TransferStore transfers,
        TransferViews views,
        OwnerNames owners,
        CancellationToken cancellationToken)
        => await OwnedAsync(id, user, transfers, cancellationToken) is { } row
            ? TypedResults.Ok(await views.ViewAsync(row, cancellationToken) with
            {
                OwnerName = await owners.FindAsync(row.Owner, user, cancellationToken),
            })
            : Problems.NotFound("transfer", id);

    private static async Task<Results<Ok<Page<ObjectView>>, ProblemHttpResult>> ListObjectsAsync(
        string id,
        ObjectState? state,
        string? after,
        int? limit,
        ClaimsPrincipal user,
        TransferStore transfers,
        TransferObjects objects,
        CancellationToken cancellationToken)
    {
        if (await OwnedAsync(id, user, transfers, cancellationToken) is null)
        {
            return Problems.NotFound("transfer", id);
        }

        var errors = new FieldErrors();
        errors.Require(
            int.TryParse(after ?? "0", out int afterChunk) && afterChunk >= 0,
            "after",
            "must be the 'next' of the page before, or be left out.");
        return errors.Any
            ? Problems.Invalid(errors.ToDictionary())
            : TypedResults.Ok(await objects.PageAsync(id, state, afterChunk, PageSize.From(limit), cancellationToken));
    }

    private static Task<Results<Accepted<TransferView>, ProblemHttpResult>> StopAsync(
        string id,
        ClaimsPrincipal user,
        TransferStore transfers,
        TransferOrders orders,
        TransferViews views,
        CancellationToken cancellationToken)
        => OrderAsync(id, user, transfers, views, orders.StopAsync, cancellationToken);

    private static async Task<Results<Accepted<TransferView>, ProblemHttpResult>> RestartAsync(
        string id,
        HttpRequest request,
        ClaimsPrincipal user,
        TransferStore transfers,
        TransferOrders orders,
        TransferViews views,
        CancellationToken cancellationToken)
    {
        RestartTransfer asked = await OptionalBody.ReadAsync<RestartTransfer>(request, cancellationToken) ?? new RestartTransfer();
        var errors = new FieldErrors();
        errors.Require(
            asked.Only is null or ObjectState.Failed, "only", "must be 'Failed', or be left out for all that is left.");
        return errors.Any
            ? Problems.Invalid(errors.ToDictionary())
            : await OrderAsync(
                id,
                user,
                transfers,
                views,
                (row, cancel) => orders.RestartAsync(row, asked.Only == ObjectState.Failed, cancel),
                cancellationToken);
    }

    private static async Task<Results<Accepted<TransferView>, ProblemHttpResult>> OrderAsync(
        string id,
        ClaimsPrincipal user,
        TransferStore transfers,
        TransferViews views,
        Func<TransferRow, CancellationToken, Task<(TransferRow Row, ProblemHttpResult? Problem)>> give,
        CancellationToken cancellationToken)
    {
        if (await OwnedAsync(id, user, transfers, cancellationToken) is not { } seen)
        {
            return Problems.NotFound("transfer", id);
        }

        (TransferRow row, ProblemHttpResult? problem) = await give(seen, cancellationToken);
        return problem is null
            ? TypedResults.Accepted((string?)null, await views.ViewAsync(row, cancellationToken))
            : problem;
    }

    /// <summary>A transfer that the caller may see and steer; null for others, as if they were not there.</summary>
    public static async Task<TransferRow?> OwnedAsync(
        string id, ClaimsPrincipal user, TransferStore transfers, CancellationToken cancellationToken)
        => Rights.Owned(user, await transfers.FindAsync(id, cancellationToken), row => row.Owner) is { DeletedAt: null } row
            ? row
            : null;
}
