using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;

namespace DtnBox.Functions.Transfers;

/// <summary>Which transfers a list is of. What is left out does not matter.</summary>
/// <param name="States">In one of these states.</param>
/// <param name="Ended">Whether it has ended: succeeded, with errors or not, or failed.</param>
/// <param name="Search">What its label, its id, or one of its places (<c>site:bucket/prefix</c>) has in it, in any case.</param>
internal sealed record TransferFilter(IReadOnlyCollection<TransferState> States, bool? Ended, string? Search)
{
    public const int LongestSearch = 200;

    public static FieldErrors Check(string? search)
    {
        var errors = new FieldErrors();
        errors.Require((search?.Length ?? 0) <= LongestSearch, "search", $"must have at most {LongestSearch} characters.");
        return errors;
    }

    /// <summary>What the row alone tells, so that no figures are added up for those that nobody asked for.</summary>
    public bool MayMatch(TransferRow row)
        => row.DeletedAt is null
            && (Ended is null || Ended == TransferStates.IsFinal(row.State))
            && (States.Count == 0 || States.Contains(row.State)
                || (row.State == TransferState.Copying && States.Contains(TransferState.Verifying)))
            && (string.IsNullOrEmpty(Search) || Texts(row).Any(Found));

    /// <summary>Whether it is in one of the states as it is shown: copying and verifying differ only there.</summary>
    public bool Matches(TransferView view) => States.Count == 0 || States.Contains(view.State);

    private bool Found(string? text) => text?.Contains(Search!, StringComparison.OrdinalIgnoreCase) == true;

    private static IEnumerable<string?> Texts(TransferRow row)
    {
        yield return row.Label;
        yield return row.GetId();
        yield return Text(row.GetSource());
        yield return Text(row.GetDestination());
    }

    private static string Text(Location place) => $"{place.NodeId}:{place.Bucket}/{place.Prefix}";
}
