using System.Security.Claims;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Transfers;

/// <summary>The same once more: a new transfer with the locations, label and settings of an earlier one.</summary>
internal static class RunAgainEndpoint
{
    public static void MapRunAgain(this RouteGroupBuilder transfers) => transfers.MapPost("/{id}/run-again", RunAgainAsync)
        .Audited(AuditActions.TransferRunAgain, "transfer")
        .WithSummary("Starts a new transfer with the same locations, label and settings.")
        .WithDescription("The deadline is not taken along. Sending the same Idempotency-Key again gives the same transfer.");

    private static async Task<Results<Created<TransferView>, ProblemHttpResult>> RunAgainAsync(
        string id,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        ClaimsPrincipal user,
        TransferStore transfers,
        NewTransfers news,
        TransferViews views,
        CancellationToken cancellationToken)
    {
        if (await TransferEndpoints.OwnedAsync(id, user, transfers, cancellationToken) is not { } earlier)
        {
            return Problems.NotFound("transfer", id);
        }

        // A deadline is one moment. Leaving it out always, and not only when it has passed, makes the same request give
        // the same answer at any time.
        var request = new CreateTransfer(
            earlier.GetSource(), earlier.GetDestination(), earlier.Label, earlier.GetSettings() with { Deadline = null });
        if (TransferRules.Check(request, idempotencyKey) is { Any: true } errors)
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
}
