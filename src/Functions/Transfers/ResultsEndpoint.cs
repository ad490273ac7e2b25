using System.Security.Claims;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers;

/// <summary>All objects of a transfer in one answer, however many they are.</summary>
internal static class ResultsEndpoint
{
    public static void MapResults(this RouteGroupBuilder transfers) => transfers.MapGet("/{id}/results", StreamAsync)
        .RequireRateLimiting(RateLimits.Exports)
        .WithSummary("Streams a transfer's objects in key order, one line of JSON each.");

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> StreamAsync(
        string id,
        ObjectState? state,
        ClaimsPrincipal user,
        TransferStore transfers,
        TransferObjects objects,
        CancellationToken cancellationToken)
        => await TransferEndpoints.OwnedAsync(id, user, transfers, cancellationToken) is null
            ? Problems.NotFound("transfer", id)
            : TypedResults.Stream(
                async output =>
                {
                    await foreach (ObjectView item in objects.AllAsync(id, state, cancellationToken))
                    {
                        await JsonSerializer.SerializeAsync(output, item, ContractJson.Options, cancellationToken);
                        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
                    }
                },
                "application/x-ndjson");
}
