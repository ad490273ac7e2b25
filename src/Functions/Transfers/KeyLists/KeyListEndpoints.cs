using System.IO.Compression;
using System.Security.Claims;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Transfers.KeyLists;

/// <summary>Lists of keys: people store them, agents read them page by page.</summary>
internal static class KeyListEndpoints
{
    /// <summary>JSON needs more bytes than the keys have; gzip makes it far less.</summary>
    private const long LargestBody = 2 * KeyListLimits.MaxBytes;

    public static void MapKeyLists(this IEndpointRouteBuilder routes)
    {
        routes.MapPost($"{ApiRoutes.Root}/key-lists", StoreAsync).Audited(AuditActions.KeyListStore, "key-list")
            .WithTags("Transfers").RequireAuthorization(Policies.Member).RequireRateLimiting(RateLimits.KeyLists)
            .Accepts<string>("application/x-ndjson")
            .WithSummary("Stores a list of keys for settings.selection.keyList: JSON strings, one a line; gzip is understood.")
            .WithDescription("Keys are relative to the source's prefix. The same keys give the same list.");
        routes.MapGet($"{ApiRoutes.Root}/agent/commands/{{id}}/keys", ReadAsync)
            .WithTags("Agent channel").RequireAuthorization(Policies.Agent)
            .WithSummary("Reads a page of the list of keys that a plan is made for: gzip members; 404 after the last one.");
    }

    private static async Task<Results<Ok<KeyListView>, ProblemHttpResult>> StoreAsync(
        HttpContext context, ClaimsPrincipal user, KeyListStore lists, CancellationToken cancellationToken)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestBody;
        HttpRequest request = context.Request;
        string encoding = request.Headers.ContentEncoding.ToString();
        if (encoding is not ("" or "gzip"))
        {
            return Problems.Invalid(Body($"has Content-Encoding '{encoding}'. Send it with gzip, or as it is."));
        }

        await using Stream plain = encoding.Length == 0
            ? request.Body
            : new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true);
        try
        {
            KeyListRow row = await lists.StoreAsync(
                KeyListLines.ReadAsync(plain, cancellationToken), Caller.From(user).Subject, cancellationToken);
            return TypedResults.Ok(row.View());
        }
        catch (KeyListException fault)
        {
            // The rest is read: a caller that is still sending would see a broken connection instead of the answer.
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
            return fault.Status == StatusCodes.Status413PayloadTooLarge
                ? Problems.TooLarge(fault.Message)
                : Problems.Invalid(Body(fault.Message));
        }
        catch (InvalidDataException fault)
        {
            await request.Body.CopyToAsync(Stream.Null, cancellationToken);
            return Problems.Invalid(Body($"is not gzip as its Content-Encoding says: {fault.Message}"));
        }
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> ReadAsync(
        string id,
        int page,
        [FromHeader(Name = "X-Lease-Id")] string leaseId,
        HttpResponse response,
        ClaimsPrincipal user,
        KeyListPages pages,
        CancellationToken cancellationToken)
    {
        AgentId agent = AgentId.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!)!.Value;
        if (await pages.PlannedAsync(agent, id, leaseId, cancellationToken) is not { } planned)
        {
            return Problems.LeaseLost(id);
        }

        if (page < 0 || await pages.OpenAsync(planned, page, cancellationToken) is not { } content)
        {
            return Problems.NotFound("page", $"{page}");
        }

        response.Headers.ContentEncoding = "gzip";
        return TypedResults.Stream(content, "application/x-ndjson");
    }

    private static Dictionary<string, string[]> Body(string fault) => new(StringComparer.Ordinal) { ["body"] = [fault] };
}
