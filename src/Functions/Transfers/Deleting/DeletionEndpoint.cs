using System.Security.Claims;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Grants;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers.Deleting;

internal static class DeletionEndpoint
{
    public static void MapDeletion(this RouteGroupBuilder transfers) => transfers.MapDelete("/{id}", DeleteAsync)
        .Audited(AuditActions.TransferDelete, "transfer")
        .WithSummary("Deletes a transfer that is at rest, with its objects list and receipt. What it copied stays.")
        .WithDescription("It is gone at once, and what is kept of it is removed within minutes. Deleting twice is deleting once.");

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        string id, ClaimsPrincipal user, TransferStore transfers, CancellationToken cancellationToken)
    {
        // Also one that is deleted already: the answer to the first request may have been lost.
        if (Rights.Owned(user, await transfers.FindAsync(id, cancellationToken), row => row.Owner) is null
            || await transfers.DeleteAsync(id, cancellationToken) is not { } row)
        {
            return Problems.NotFound("transfer", id);
        }

        return row.DeletedAt is not null
            ? TypedResults.NoContent()
            : Problems.Conflict(
                "The transfer is under way",
                $"The transfer is {row.State}.",
                "Stop it first, and delete it when it is Stopped.");
    }
}
