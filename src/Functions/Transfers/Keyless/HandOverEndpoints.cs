using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Functions.Api;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.AspNetCore.Http.HttpResults;

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
        [AsParameters] HeldCommand command,
        HttpRequest request,
        SignatureBlobs signatures,
        CancellationToken cancellationToken)
        => request.ContentLength > SignatureBlobs.MaxAppendBytes
            ? LedgerBody.Refusal()
            : await command.WriteAsync(
                request,
                held => held is { Name: CommandNames.SignChunk, Chunk: not null },
                (held, lines) => signatures.AppendAsync(held.TransferId, held.Chunk!.Value, lines, cancellationToken),
                cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> StoreListedAsync(
        [AsParameters] HeldCommand command,
        int page,
        HttpRequest request,
        LedgerBlobs blobs,
        CancellationToken cancellationToken)
        => command.WriteAsync(
            request,
            held => held.Name == CommandNames.ListDestination,
            (held, lines) => blobs.StoreListedAsync(held.TransferId, page, lines, cancellationToken),
            cancellationToken);

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ReadAsync(
        [AsParameters] HeldCommand command,
        HttpResponse response,
        SignatureBlobs signatures,
        CancellationToken cancellationToken)
    {
        OpenCommandRow? held = await command.FindAsync(cancellationToken);
        if (held is not { Name: CommandNames.CopyChunk, Chunk: { } chunk })
        {
            return Problems.LeaseLost(command.Id);
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
