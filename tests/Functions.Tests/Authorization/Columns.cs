namespace DtnBox.Functions.Tests.Authorization;

/// <summary>What each kind of caller is answered: one status for each, none left out.</summary>
/// <remarks>Rows begin with one of <see cref="ColumnSets"/> and name what differs: <c>Members(201) with { Writer = 403 }</c>.</remarks>
internal sealed record Columns
{
    public required int Anonymous { get; init; }

    public required int Unknown { get; init; }

    public required int Pending { get; init; }

    public required int Disabled { get; init; }

    public required int Member { get; init; }

    public required int Reader { get; init; }

    public required int Writer { get; init; }

    public required int Former { get; init; }

    public required int Owner { get; init; }

    /// <summary>Gets what the owner's read-only token is answered; by default what they are themselves for a GET, else 403.</summary>
    public int? ReadToken { get; init; }

    public required int TransferToken { get; init; }

    public required int Operator { get; init; }

    public required int Administrator { get; init; }

    public required int Agent { get; init; }

    public required int OtherAgent { get; init; }

    public required int RevokedAgent { get; init; }

    public required int ExpiredAgent { get; init; }

    public required int Expired { get; init; }

    public required int ForeignIssuer { get; init; }

    public required int ForeignAudience { get; init; }

    public required int Tampered { get; init; }

    public int Of(CallerKind caller, string method) => caller == CallerKind.ReadToken && ReadToken is null
        ? method == "GET" ? Owner : 403
        : (int)typeof(Columns).GetProperty(caller.ToString())!.GetValue(this)!;
}
