namespace DtnBox.Functions.Users.HandOvers;

/// <summary>A kind of thing that people own, and that is handed over when one of them leaves.</summary>
/// <remarks>Everything that has an owner has one of these; a kind that is not registered stays with who left.</remarks>
internal interface IOwned
{
    /// <summary>Gets what people call these things, in the plural. Stored with orders: never renamed.</summary>
    string Kind { get; }

    /// <summary>Hands over the next page. Safe to run again: what has another owner by now is left alone.</summary>
    /// <param name="from">Who owned them.</param>
    /// <param name="to">Who owns them from now on.</param>
    /// <param name="after">Where the page before ended; null for the first one.</param>
    /// <param name="cancellationToken">Ends it, perhaps in the middle of the page.</param>
    Task<OwnedPage> HandOverAsync(string from, string to, string? after, CancellationToken cancellationToken);
}

/// <summary>What came of one page.</summary>
/// <param name="Moved">How many things changed hands.</param>
/// <param name="Next">Where it goes on; null after the last page.</param>
internal sealed record OwnedPage(int Moved, string? Next);
