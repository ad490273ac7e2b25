using System.Security.Claims;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Functions.Api;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Transfers.Keyless;

/// <summary>
/// What the destination's agent hands to the source's. Only the command that signs writes signatures, and only the command
/// that copies reads them.
/// </summary>
internal static class HandOverEndpoints
{
    public static void MapHandOver(this RouteGroupBuilder commands)
    {
        commands.MapPost($"/ledger/{LedgerStreams.Signatures}", AppendAsync)
            .Accepts<SignedObject>("application/x-ndjson")
            .WithSummary("Appends signatures for objects of the chunk that the command signs for: one gzip member.");
        commands.MapPut("/listed/{page:int:min(1)}", StoreListedAsync)
            .Accepts<ListedObject>("application/x-ndjson")
            .WithSummary("Stores a page of what the destination has: one gzip member of ListedObject lines.");
        commands.MapGet($"/ledger/{LedgerStreams.Signatures}", ReadAsync)
            .WithSummary("Reads the signatures for the chunk that the command copies; 404 when nothing was signed.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AppendAsync(
        string id,
        [FromHeader(Name = "X-Lease-Id")] string leaseId,
        HttpRequest request,
        ClaimsPrincipal user,
        CommandLeases leases,
        SignatureBlobs signatures,
        CancellationToken cancellationToken)
        => request.ContentLength > SignatureBlobs.MaxAppendBytes
            ? LedgerBody.Refusal()
            : await LedgerEndpoints.WriteAsync(
                id,
                leaseId,
                request,
                user,
                leases,
                held => held is { Name: CommandNames.SignChunk, Chunk: not null },
                (held, lines) => signatures.AppendAsync(held.TransferId, held.Chunk!.Value, lines, cancellationToken),
                cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> StoreListedAsync(
        string id,
        int page,
        [FromHeader(Name = "X-Lease-Id")] string leaseId,
        HttpRequest request,
        ClaimsPrincipal user,
        CommandLeases leases,
        LedgerBlobs blobs,
        CancellationToken cancellationToken)
        => LedgerEndpoints.WriteAsync(
            id,
            leaseId,
            request,
            user,
            leases,
            held => held.Name == CommandNames.ListDestination,
            (held, lines) => blobs.StoreListedAsync(held.TransferId, page, lines, cancellationToken),
            cancellationToken);

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ReadAsync(
        string id,
        [FromHeader(Name = "X-Lease-Id")] string leaseId,
        HttpResponse response,
        ClaimsPrincipal user,
        CommandLeases leases,
        SignatureBlobs signatures,
        CancellationToken cancellationToken)
    {
        OpenCommandRow? held = await LedgerEndpoints.HeldAsync(id, leaseId, user, leases, cancellationToken);
        if (held is not { Name: CommandNames.CopyChunk, Chunk: { } chunk })
        {
            return Problems.LeaseLost(id);
        }

        if (!await signatures.ExistAsync(held.TransferId, chunk, cancellationToken))
        {
            return Problems.NotFound("stream", LedgerStreams.Signatures);
        }

        response.Headers.ContentEncoding = "gzip";
        response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            body => signatures.CopyToAsync(held.TransferId, chunk, body, cancellationToken), "application/x-ndjson");
    }
}
