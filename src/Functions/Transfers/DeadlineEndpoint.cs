using System.Security.Claims;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers;

internal static class DeadlineEndpoint
{
    public static void MapDeadline(this RouteGroupBuilder transfers) => transfers.MapPut("/{id}/deadline", SetAsync)
        .Audited(AuditActions.TransferDeadlineSet, "transfer")
        .WithSummary("Sets when a transfer gives up what is not done by then, or with no deadline that it never does.")
        .WithDescription("Takes effect while the transfer runs. One that has ended must be restarted.");

    private static async Task<Results<Ok<TransferView>, ProblemHttpResult>> SetAsync(
        string id,
        ChangeDeadline request,
        ClaimsPrincipal user,
        TransferStore transfers,
        TransferDeadlines deadlines,
        TransferViews views,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await TransferEndpoints.OwnedAsync(id, user, transfers, cancellationToken) is null)
        {
            return Problems.NotFound("transfer", id);
        }

        var errors = new FieldErrors();
        DeadlineRules.Check(request.Deadline, time.GetUtcNow(), "deadline", errors);
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        (TransferRow? row, ProblemHttpResult? problem) = await deadlines.SetAsync(id, request.Deadline, cancellationToken);
        return problem is null ? TypedResults.Ok(await views.ViewAsync(row!, cancellationToken)) : problem;
    }
}
