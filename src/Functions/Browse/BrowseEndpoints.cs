using DtnBox.Contracts;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Browse;

/// <summary>Looking into a node's store, through the node's agent.</summary>
internal static class BrowseEndpoints
{
    public static void MapBrowse(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder node = routes.MapGroup($"{ApiRoutes.Root}/nodes/{{id}}")
            .WithTags("Browse").RequireAuthorization(Policies.Member).RequireRateLimiting(RateLimits.Browse);
        node.MapGet("/buckets", ListBucketsAsync)
            .WithSummary("Lists the buckets of a node's store; for who does not own the node, those that grants name.");
        node.MapGet("/objects", ListObjectsAsync)
            .WithSummary("Lists a page of a folder, or with 'recursive' of everything under a prefix.")
            .WithDescription("Above what was granted, only the folders on the way to it are listed.");
        node.MapPost("/folders", MakeFolderAsync).Audited(AuditActions.FolderMake, "object")
            .WithSummary("Makes a folder, once however often it is sent.");
        node.MapPost("/objects/delete", DeleteAsync).Audited(AuditActions.ObjectDelete, "object")
            .WithSummary("Deletes objects and says for each what came of it. All of them must be in what was granted.");
        node.MapPost("/objects/links", LinkAsync).Audited(AuditActions.ObjectLink, "object")
            .WithSummary("Makes an address, good for ten minutes, that one object can be got from or put to.");
    }

    private static async Task<Results<Ok<Page<BucketView>>, ProblemHttpResult>> ListBucketsAsync(
        [AsParameters] BrowseCall call, CancellationToken cancellationToken)
    {
        if (await call.FindAsync(cancellationToken) is not { } browsed)
        {
            return Problems.NotFound("node", call.Id);
        }

        if (browsed.GrantedBuckets() is { } granted)
        {
            return TypedResults.Ok(new Page<BucketView>(granted));
        }

        Asked<ListBucketsAnswer> asked = await call.Questions.AskAsync<ListBucketsAnswer>(
            browsed.Node, QuestionNames.ListBuckets, new ListBucketsInput(), cancellationToken);
        return asked.As(answer => new Page<BucketView>(answer.Buckets));
    }

    private static async Task<Results<Ok<FolderPage>, ProblemHttpResult>> ListObjectsAsync(
        [AsParameters] BrowseCall call,
        string? bucket,
        string? prefix,
        string? after,
        int? limit,
        bool? recursive,
        CancellationToken cancellationToken)
    {
        if (await call.FindAsync(cancellationToken) is not { } browsed)
        {
            return Problems.NotFound("node", call.Id);
        }

        if (BrowseRules.Check(bucket, prefix, after) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        var input = new ListFolderInput(bucket!, prefix ?? string.Empty, after, PageSize.From(limit), recursive ?? false);
        if (browsed.WhyNot(Right.Read, input.Bucket, input.Prefix) is { } denied)
        {
            return !input.Recursive && browsed.WaysTo(Right.Read, input.Bucket, input.Prefix) is { Count: > 0 } ways
                ? TypedResults.Ok(new FolderPage(ways, []))
                : denied;
        }

        Asked<FolderPage> asked = await call.Questions.AskAsync<FolderPage>(
            browsed.Node, QuestionNames.ListFolder, input, cancellationToken);
        return asked.As(page => page);
    }

    private static async Task<Results<Ok<MakeFolder>, ProblemHttpResult>> MakeFolderAsync(
        [AsParameters] BrowseCall call, MakeFolder request, CancellationToken cancellationToken)
    {
        if (await call.FindAsync(cancellationToken) is not { } browsed)
        {
            return Problems.NotFound("node", call.Id);
        }

        if (BrowseRules.Check(request) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        MakeFolder folder = request.Prefix.EndsWith('/') ? request : request with { Prefix = request.Prefix + "/" };
        if (browsed.WhyNot(Right.Write, folder.Bucket, folder.Prefix) is { } denied)
        {
            return denied;
        }

        Asked<MakeFolder> asked = await call.Questions.AskAsync<MakeFolder>(
            browsed.Node, QuestionNames.MakeFolder, folder, cancellationToken);
        return asked.As(made => made);
    }

    private static async Task<Results<Ok<DeletedObjects>, ProblemHttpResult>> DeleteAsync(
        [AsParameters] BrowseCall call, DeleteObjects request, CancellationToken cancellationToken)
    {
        if (await call.FindAsync(cancellationToken) is not { } browsed)
        {
            return Problems.NotFound("node", call.Id);
        }

        if (BrowseRules.Check(request) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        if (request.Keys.FirstOrDefault(key => !browsed.May(Right.Write, request.Bucket, key)) is { } foreign)
        {
            // Nothing is deleted then: half of it would be what nobody asked for.
            return browsed.WhyNot(Right.Write, request.Bucket, foreign)!;
        }

        Asked<DeletedObjects> asked = await call.Questions.AskAsync<DeletedObjects>(
            browsed.Node, QuestionNames.DeleteObjects, request, cancellationToken);
        return asked.As(deleted => deleted);
    }

    private static async Task<Results<Ok<ObjectLink>, ProblemHttpResult>> LinkAsync(
        [AsParameters] BrowseCall call, MakeLink request, HttpResponse response, CancellationToken cancellationToken)
    {
        if (await call.FindAsync(cancellationToken) is not { } browsed)
        {
            return Problems.NotFound("node", call.Id);
        }

        if (BrowseRules.Check(request) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        Right right = request.Action == LinkAction.Upload ? Right.Write : Right.Read;
        if (browsed.WhyNot(right, request.Bucket, request.Key) is { } denied)
        {
            return denied;
        }

        // Nobody on the way may keep it: whoever has the address may use it.
        response.Headers.CacheControl = "no-store";
        Asked<ObjectLink> asked = await call.Questions.AskAsync<ObjectLink>(
            browsed.Node, QuestionNames.SignLink, request, cancellationToken);
        return asked.As(link => link);
    }
}
