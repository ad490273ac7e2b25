using System.Security.Claims;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers.Tuning;

internal static class TuningEndpoints
{
    public static void MapTuning(this IEndpointRouteBuilder routes)
        => routes.MapGet($"{ApiRoutes.Root}/transfers/{{id}}/tuning", ListAsync)
            .WithTags("Transfers").RequireAuthorization(Policies.Member)
            .WithSummary("Lists what agents tuned while they carried a transfer, and why, the oldest first.");

    private static async Task<Results<Ok<Page<TuningChange>>, ProblemHttpResult>> ListAsync(
        string id,
        string? after,
        int? limit,
        ClaimsPrincipal user,
        TransferStore transfers,
        TuningLog log,
        CancellationToken cancellationToken)
    {
        if (await TransferEndpoints.OwnedAsync(id, user, transfers, cancellationToken) is null)
        {
            return Problems.NotFound("transfer", id);
        }

        var errors = new FieldErrors();
        errors.Require(
            int.TryParse(after ?? "0", out int skip) && skip >= 0,
            "after",
            "must be the 'next' of the page before, or be left out.");
        return errors.Any
            ? Problems.Invalid(errors.ToDictionary())
            : TypedResults.Ok(await log.PageAsync(id, skip, PageSize.From(limit), cancellationToken));
    }
}
