using DtnBox.Contracts.Transfers;

namespace DtnBox.Contracts.Commands;

/// <summary>Lists what the destination has of a range of keys, for a planner that has not its keys.</summary>
/// <param name="SourcePrefix">What source keys begin with; the destination key has the rest.</param>
/// <param name="Settings">Which objects are taken: when that is a list of keys, they are looked up.</param>
/// <param name="After">Where the range begins, as in <see cref="PlanCopyInput.After"/>.</param>
/// <param name="FirstPage">The number of the first page of the listing that it stores.</param>
/// <param name="MaxObjects">Stop after so many objects, or keys of the list.</param>
public sealed record ListDestinationInput(
    string SourcePrefix, Location Destination, TransferSettings Settings, string? After, int FirstPage, int MaxObjects);

/// <summary>What was listed.</summary>
/// <param name="Pages">How many pages were stored.</param>
/// <param name="UpTo">The source key up to which the listing goes; null when it goes to the end, or is of a list of keys.</param>
public sealed record ListDestinationResult(int Pages, string? UpTo);

/// <summary>A listing of the destination that its own agent has made.</summary>
/// <param name="FirstPage">Its first page.</param>
/// <param name="Pages">How many there are.</param>
/// <param name="UpTo">As in <see cref="ListDestinationResult.UpTo"/>: a plan goes no further.</param>
public sealed record DestinationListing(int FirstPage, int Pages, string? UpTo)
{
    /// <summary>How many pages a range may have: its pages are numbered from the range's number times this.</summary>
    public const int MostPages = 1000;
}
