using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Audit;
using DtnBox.Functions.Api;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Audit;

/// <summary>The audit, to be read. Nothing here or elsewhere changes or deletes an entry on request.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder audit = routes.MapGroup($"{ApiRoutes.Root}/audit")
            .WithTags("Audit").RequireAuthorization(Policies.Administrator);
        audit.MapGet("/", ListAsync)
            .WithSummary("Lists what was done and what was refused, newest first; without 'from', of the last 31 days.")
            .WithDescription("'action' is how the name begins, 'thing' is a kind or kind:id, 'actor' who did it or in whose name.");
        audit.MapGet("/export", ExportAsync).RequireRateLimiting(RateLimits.Exports)
            .WithSummary("Streams all entries of a time, newest first, one line of JSON each. 'from' and 'until' are required.");
    }

    private static async Task<Results<Ok<Page<AuditEntry>>, ProblemHttpResult>> ListAsync(
        [AsParameters] AuditQuery query,
        string? after,
        int? limit,
        StorageAccount account,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        FieldErrors errors = query.Check(rangeRequired: false);
        (string Partition, string Row)? last = after is null ? null : AuditRow.KeysOf(after);
        errors.Require(after is null || last is not null, "after", "must be the 'next' of the page before, or be left out.");
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        int size = PageSize.From(limit);
        List<AuditEntry> items = await account.Audit
            .QueryAsync<AuditRow>(query.Filter(time.GetUtcNow(), last), Math.Min(size + 1, PageSize.Most), cancellationToken: cancellationToken)
            .Take(size + 1).Select(row => row.View()).ToListAsync(cancellationToken);
        return TypedResults.Ok(items.Count > size
            ? new Page<AuditEntry>(items[..size], items[size - 1].Id)
            : new Page<AuditEntry>(items));
    }

    private static Results<PushStreamHttpResult, ProblemHttpResult> ExportAsync(
        [AsParameters] AuditQuery query, StorageAccount account, TimeProvider time, CancellationToken cancellationToken)
        => query.Check(rangeRequired: true) is { Any: true } errors
            ? Problems.Invalid(errors.ToDictionary())
            : TypedResults.Stream(
                async output =>
                {
                    await foreach (AuditRow row in account.Audit.QueryAsync<AuditRow>(
                        query.Filter(time.GetUtcNow(), after: null), cancellationToken: cancellationToken))
                    {
                        await JsonSerializer.SerializeAsync(output, row.View(), ContractJson.Options, cancellationToken);
                        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
                    }
                },
                "application/x-ndjson");
}
