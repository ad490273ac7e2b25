namespace DtnBox.Contracts;

/// <summary>How long something that fails with a class of faults is tried.</summary>
/// <param name="CallTries">How often one call to a store is tried, as a multiple of <c>Transfer:Tries</c>; 0 means once.</param>
/// <param name="CallPause">The pause after its first try, as a multiple of <c>Transfer:FirstRetryDelay</c>; doubled after each next.</param>
/// <param name="LongestCallPause">The longest pause between two tries of a call, also when the store asks for more.</param>
/// <param name="ChunkTries">How often a chunk is taken up in one attempt.</param>
/// <param name="ChunkPause">The pause after its first time, tripled after each next.</param>
/// <param name="Parks">When it is the whole store's trouble, the transfer waits for a person instead of failing.</param>
/// <param name="Help">Who must do what.</param>
public sealed record FaultBudget(
    int CallTries, int CallPause, TimeSpan LongestCallPause, int ChunkTries, TimeSpan ChunkPause, bool Parks, string Help);
