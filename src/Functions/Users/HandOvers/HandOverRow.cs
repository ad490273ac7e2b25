using DtnBox.Contracts.People;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users.HandOvers;

/// <summary>An order to hand over all that somebody owns, and how far it is: row = the id of who owned it.</summary>
internal sealed class HandOverRow : TableRow
{
    public const string Partition = "hand-overs";

    public string To { get; set; } = string.Empty;

    public string OrderedBy { get; set; } = string.Empty;

    public DateTimeOffset OrderedAt { get; set; }

    /// <summary>Gets or sets the kind in hand; null when all is done.</summary>
    public string? Kind { get; set; }

    /// <summary>Gets or sets where the last page of that kind ended; null before its first.</summary>
    public string? After { get; set; }

    public string MovedJson { get; set; } = string.Empty;

    public DateTimeOffset? EndedAt { get; set; }

    public string GetFrom() => RowKey;

    public Dictionary<string, long> GetMoved() => Read<Dictionary<string, long>>(MovedJson) ?? new(StringComparer.Ordinal);

    /// <summary>Notes a page that was handed over, and what comes after it.</summary>
    public void Advance(OwnedPage page, string? nextKind, DateTimeOffset now)
    {
        Dictionary<string, long> moved = GetMoved();
        moved[Kind!] = moved.GetValueOrDefault(Kind!) + page.Moved;
        MovedJson = Write(moved)!;
        After = page.Next;
        if (page.Next is null)
        {
            Kind = nextKind;
            EndedAt = nextKind is null ? now : null;
        }
    }

    public HandOverView View() => new(GetFrom(), To, OrderedBy, OrderedAt, GetMoved(), Kind, EndedAt);
}
