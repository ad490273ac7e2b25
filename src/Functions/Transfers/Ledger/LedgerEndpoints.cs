using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Transfers.Keyless;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>The ledger as the agent that holds a command reads and writes it.</summary>
internal static class LedgerEndpoints
{
    private static readonly HashSet<string> Appendable = new(StringComparer.Ordinal)
    {
        LedgerStreams.Uploads, LedgerStreams.Copied, LedgerStreams.Verified, LedgerStreams.Described, LedgerStreams.Sent,
    };

    private static readonly HashSet<string> OfExtras = new(StringComparer.Ordinal)
    {
        LedgerStreams.Extras, LedgerStreams.Deleted,
    };

    public static void MapLedger(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder commands = routes.MapGroup($"{ApiRoutes.Root}/agent/commands/{{id}}")
            .WithTags("Agent channel").RequireAuthorization(Policies.Agent).NotAudited(AuditMetadata.DataChannel);
        commands.MapPut("/chunks/{chunk:int:min(0)}", StorePlanAsync)
            .Accepts<PlannedObject>("application/x-ndjson")
            .WithSummary("Stores a chunk's plan: one gzip member of PlannedObject lines.");
        commands.MapPut("/extras/{page:int:min(1)}", StoreExtrasAsync)
            .Accepts<ExtraObject>("application/x-ndjson")
            .WithSummary("Stores a page of what only the destination has: one gzip member of ExtraObject lines.");
        commands.MapHandOver();
        commands.MapPost("/ledger/{stream}", AppendAsync)
            .Accepts<CopiedObject>("application/x-ndjson")
            .WithSummary("Appends lines to a stream of the command's chunk: one gzip member, at most 4 MiB.");
        commands.MapGet("/ledger/{stream}", ReadAsync)
            .WithSummary("Reads a stream of the command's chunk: gzip members; 404 when nothing was written.");
    }

    private static Task<Results<NoContent, ProblemHttpResult>> StorePlanAsync(
        [AsParameters] HeldCommand command,
        int chunk,
        [FromHeader(Name = "X-Chunk-Objects")] long objects,
        [FromHeader(Name = "X-Chunk-Bytes")] long bytes,
        HttpRequest request,
        LedgerBlobs blobs,
        TransferLedger ledger,
        CancellationToken cancellationToken)
        => command.WriteAsync(
            request,
            held => held.Name == CommandNames.PlanCopy,
            async (held, lines) =>
            {
                // The blob first: a chunk that is entered has a plan.
                await blobs.StorePlanAsync(held.TransferId, chunk, lines, cancellationToken);
                await ledger.EnterAsync(held.TransferId, chunk, objects, bytes, cancellationToken);
            },
            cancellationToken);

    private static Task<Results<NoContent, ProblemHttpResult>> StoreExtrasAsync(
        [AsParameters] HeldCommand command,
        int page,
        HttpRequest request,
        LedgerBlobs blobs,
        CancellationToken cancellationToken)
        => command.WriteAsync(
            request,
            held => held.Name == CommandNames.PlanCopy,
            (held, lines) => blobs.StoreExtrasAsync(held.TransferId, page, lines, cancellationToken),
            cancellationToken);

    private static async Task<Results<NoContent, ProblemHttpResult>> AppendAsync(
        [AsParameters] HeldCommand command,
        string stream,
        int? page,
        HttpRequest request,
        LedgerBlobs blobs,
        CancellationToken cancellationToken)
        => Appendable.Contains(stream) || stream == LedgerStreams.Deleted
            ? await command.WriteAsync(
                request,
                held => Number(held, stream, page) is not null,
                (held, lines) => blobs.AppendAsync(
                    held.TransferId, Number(held, stream, page)!.Value, stream, lines, cancellationToken),
                cancellationToken)
            : Problems.NotFound("stream", stream);

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ReadAsync(
        [AsParameters] HeldCommand command,
        string stream,
        int? page,
        HttpResponse response,
        LedgerBlobs blobs,
        CancellationToken cancellationToken)
    {
        OpenCommandRow? held = await command.FindAsync(cancellationToken);
        if (held is null || Number(held, stream, page) is not { } number)
        {
            return Problems.LeaseLost(command.Id);
        }

        bool known = Appendable.Contains(stream) || OfExtras.Contains(stream)
            || stream is LedgerStreams.Plan or LedgerStreams.Listed;
        if (!known || await blobs.OpenAsync(held.TransferId, number, stream, cancellationToken) is not { } content)
        {
            return Problems.NotFound("stream", stream);
        }

        response.Headers.ContentEncoding = "gzip";
        return TypedResults.Stream(content, "application/x-ndjson");
    }

    /// <summary>Whose stream it is: that of the command's chunk, or of a page for the command that it is made for.</summary>
    private static int? Number(OpenCommandRow held, string stream, int? page)
        => OfExtras.Contains(stream) ? (held.Name == CommandNames.DeleteExtras ? page : null)
            : stream == LedgerStreams.Listed ? (held.Name == CommandNames.PlanCopy ? page : null)
            : held.Chunk;
}
