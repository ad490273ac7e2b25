using System.IO.Compression;
using System.Security.Claims;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Identity;
using DtnBox.Receipts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Transfers.Receipts;

internal static class ReceiptEndpoints
{
    public static void MapReceipts(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder transfers = routes.MapGroup($"{ApiRoutes.Root}/transfers/{{id}}/receipt")
            .WithTags("Receipts").RequireAuthorization(Policies.Member);
        transfers.MapGet("/", DownloadAsync).RequireRateLimiting(RateLimits.Exports)
            .WithSummary("Streams the receipt of a transfer that has ended: JSON lines with the signatures that there are.");
        transfers.MapPost("/signatures", SignAsync).Audited(AuditActions.TransferReceiptSign, "transfer")
            .WithSummary("Asks agents for the signatures that are missing, and tells who has signed.");
        routes.MapGet($"{ApiRoutes.Root}/agent/commands/{{id}}/receipt", ReadAsync)
            .WithTags("Agent channel").RequireAuthorization(Policies.Agent)
            .WithSummary("Reads the receipt that the command asks to sign, without signatures: one gzip member.");
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> DownloadAsync(
        string id,
        ClaimsPrincipal user,
        TransferStore transfers,
        ReceiptManifests manifests,
        ReceiptSignatures signatures,
        CancellationToken cancellationToken)
    {
        if (await TransferEndpoints.OwnedAsync(id, user, transfers, cancellationToken) is not { } row)
        {
            return Problems.NotFound("transfer", id);
        }

        if (!ReceiptRules.HasReceipt(row) || await manifests.OpenAsync(row, cancellationToken) is not { } packed)
        {
            return ReceiptRules.NoReceipt(row);
        }

        IReadOnlyList<ReceiptSignature> given = await signatures.ListAsync(row, cancellationToken);
        return TypedResults.Stream(
            async output =>
            {
                await using var plain = new GZipStream(packed, CompressionMode.Decompress);
                await ReceiptCopy.SignedAsync(plain, output, given, cancellationToken);
            },
            ReceiptFormat.MediaType,
            $"{id}.receipt.jsonl");
    }

    private static async Task<Results<Ok<ReceiptView>, ProblemHttpResult>> SignAsync(
        string id,
        ClaimsPrincipal user,
        TransferStore transfers,
        ReceiptRequests requests,
        ReceiptSignatures signatures,
        CancellationToken cancellationToken)
    {
        if (await TransferEndpoints.OwnedAsync(id, user, transfers, cancellationToken) is not { } row)
        {
            return Problems.NotFound("transfer", id);
        }

        if (!ReceiptRules.HasReceipt(row))
        {
            return ReceiptRules.NoReceipt(row);
        }

        await requests.RequestAsync(row, cancellationToken);
        return TypedResults.Ok(await signatures.ViewAsync(row, cancellationToken));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ReadAsync(
        string id,
        [FromHeader(Name = "X-Lease-Id")] string leaseId,
        HttpResponse response,
        ClaimsPrincipal user,
        CommandLeases leases,
        TransferStore transfers,
        ReceiptManifests manifests,
        CancellationToken cancellationToken)
    {
        AgentId agent = AgentId.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!)!.Value;
        OpenCommandRow? held = await leases.HeldAsync(agent, id, leaseId, cancellationToken);
        TransferRow? row = held?.Name == CommandNames.SignReceipt
            ? await transfers.FindAsync(held.TransferId, cancellationToken)
            : null;
        if (row is null || !ReceiptRules.HasReceipt(row) || await manifests.OpenAsync(row, cancellationToken) is not { } packed)
        {
            // A transfer that was restarted has nothing to sign any more; its command goes with the restart.
            return Problems.LeaseLost(id);
        }

        response.Headers.ContentEncoding = "gzip";
        return TypedResults.Stream(packed, ReceiptFormat.MediaType);
    }
}
