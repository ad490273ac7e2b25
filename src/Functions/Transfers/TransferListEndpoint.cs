using System.Runtime.CompilerServices;
using System.Security.Claims;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers;

internal static class TransferListEndpoint
{
    /// <summary>How many rows a request looks at: a search that finds little is gone on with by the next page.</summary>
    private const int MostRows = 5000;

    public static void MapTransferList(this RouteGroupBuilder transfers) => transfers.MapGet("/", ListAsync)
        .WithSummary("Lists the transfers you may see, newest first.")
        .WithDescription(
            "'state' may come several times. 'ended' false leaves those that have not ended, Stopped and Parked among them. "
            + "'search' looks for a part of label, id or site:bucket/prefix. A page may have fewer items than the limit, "
            + "even none, and a 'next' all the same.");

    private static async Task<Results<Ok<Page<TransferView>>, ProblemHttpResult>> ListAsync(
        TransferState[]? state,
        bool? ended,
        string? search,
        string? after,
        int? limit,
        ClaimsPrincipal user,
        TransferStore transfers,
        TransferViews views,
        OwnerNames owners,
        CancellationToken cancellationToken)
    {
        if (TransferFilter.Check(search) is { Any: true } errors)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        var caller = Caller.From(user);
        var filter = new TransferFilter(state ?? [], ended, search);
        int size = PageSize.From(limit);
        int looked = 0;
        string? last = null;
        List<TransferView> items = [];
        await foreach (TransferRow row in RowsAsync(transfers, filter, after, cancellationToken))
        {
            if (items.Count == size || looked == MostRows)
            {
                return TypedResults.Ok(new Page<TransferView>(items, last));
            }

            looked++;
            last = row.GetId();
            if (caller.MayUse(row.Owner) && filter.MayMatch(row)
                && await views.ViewAsync(row, cancellationToken) is var view && filter.Matches(view))
            {
                items.Add(view with { OwnerName = await owners.FindAsync(row.Owner, user, cancellationToken) });
            }
        }

        return TypedResults.Ok(new Page<TransferView>(items));
    }

    /// <summary>The rows to look at. Those that have not ended are marked, and few among many.</summary>
    private static async IAsyncEnumerable<TransferRow> RowsAsync(
        TransferStore transfers, TransferFilter filter, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (filter.Ended != false)
        {
            await foreach (TransferRow row in transfers.ListAsync(after, cancellationToken))
            {
                yield return row;
            }

            yield break;
        }

        await foreach (ActiveTransferRow active in transfers.ListActiveAsync(after, cancellationToken))
        {
            if (await transfers.FindAsync(active.GetId(), cancellationToken) is { } row)
            {
                yield return row;
            }
        }
    }
}
