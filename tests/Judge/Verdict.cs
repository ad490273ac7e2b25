namespace DtnBox.Judge;

/// <param name="Key">Which object; null when it is about a copy as a whole.</param>
/// <param name="What">What differs, or why that cannot be said.</param>
public sealed record Difference(string? Key, string What)
{
    public override string ToString() => Key is null ? What : $"'{Key}': {What}";
}

/// <param name="Objects">How many objects are the same in all copies.</param>
/// <param name="Bytes">How many bytes these have.</param>
/// <param name="DifferenceCount">How many objects differ or cannot be judged.</param>
/// <param name="Differences">The first of them.</param>
public sealed record Verdict(long Objects, long Bytes, long DifferenceCount, IReadOnlyList<Difference> Differences)
{
    /// <summary>Gets a value indicating whether the copies are the same. Nothing is not the same as nothing: it proves nothing.</summary>
    public bool IsSame => Objects > 0 && DifferenceCount == 0;

    public override string ToString()
    {
        string summary = this switch
        {
            { IsSame: true } => $"The same in all places: {Objects:N0} objects, {Bytes:N0} bytes, by key, size and SHA-256.",
            { DifferenceCount: 0 } => "There is nothing to compare.",
            _ => $"{DifferenceCount:N0} of {Objects + DifferenceCount:N0} differ or cannot be judged.",
        };
        return string.Join('\n', [.. Differences.Select(difference => difference.ToString()), summary]);
    }
}
