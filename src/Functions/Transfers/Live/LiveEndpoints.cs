using System.Security.Claims;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Transfers.Live;

/// <summary>Transfers as they change, as server-sent events.</summary>
internal static class LiveEndpoints
{
    private const string Events =
        "Server-sent events: 'transfer' with the transfer as GET gives it, now and at each change; 'gone' with its id, when it is "
        + "yours no more. A comment every 15 s. A stream ends after 200 s: come back with Last-Event-ID. At most 8 at a time.";

    public static void MapLive(this RouteGroupBuilder transfers)
    {
        transfers.MapGet("/{id}/events", WatchAsync).RequireRateLimiting(RateLimits.Streams)
            .WithSummary("Streams a transfer with its live figures, as they change.").WithDescription(Events)
            .Produces<TransferView>(contentType: EventStreamWriter.MediaType);
        transfers.MapGet("/events", WatchAll).RequireRateLimiting(RateLimits.Streams)
            .WithSummary("Streams the transfers that you may see and that have not ended, as they change.").WithDescription(Events)
            .Produces<TransferView>(contentType: EventStreamWriter.MediaType);
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> WatchAsync(
        string id,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        ClaimsPrincipal user,
        HttpResponse response,
        TransferStore transfers,
        LiveStreams streams,
        CancellationToken cancellationToken)
        => await TransferEndpoints.OwnedAsync(id, user, transfers, cancellationToken) is null
            ? Problems.NotFound("transfer", id)
            : Stream(id, lastEventId, user, response, streams, cancellationToken);

    private static PushStreamHttpResult WatchAll(
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        ClaimsPrincipal user,
        HttpResponse response,
        LiveStreams streams,
        CancellationToken cancellationToken)
        => Stream(transferId: null, lastEventId, user, response, streams, cancellationToken);

    private static PushStreamHttpResult Stream(
        string? transferId,
        string? lastEventId,
        ClaimsPrincipal user,
        HttpResponse response,
        LiveStreams streams,
        CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-cache, no-store";

        // What nginx and its descendants want to hear, or they hold events back until there are many.
        response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.Stream(
            output => streams.RunAsync(output, user, transferId, lastEventId, cancellationToken), EventStreamWriter.MediaType);
    }
}
