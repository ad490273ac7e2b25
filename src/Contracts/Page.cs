namespace DtnBox.Contracts;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows, in the list's stated order.</param>
/// <param name="Next">Pass it as <c>after</c> to get the next page; absent on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null);
