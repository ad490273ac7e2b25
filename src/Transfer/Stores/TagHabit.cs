namespace DtnBox.Transfer.Stores;

/// <summary>Learns whether a store says by a header that an object has tags, so that not every object must be asked.</summary>
/// <remarks>
/// Most stores answer a GET with <c>x-amz-tagging-count</c> when there are tags, and with nothing when there are none: a
/// missing header says nothing by itself. So of the first objects without it a few are asked. If one of them has tags
/// all the same, the store does not count, and from then on every object is asked.
/// </remarks>
internal sealed class TagHabit
{
    /// <summary>How many objects without a count are asked.</summary>
    public const int Samples = 16;

    private int _asked;
    private volatile bool _counts;
    private volatile bool _hasUncounted;
    private volatile bool _lacksTags;

    /// <summary>Whether the tags of an object must be asked for.</summary>
    /// <param name="count">What the store said of them unasked.</param>
    /// <param name="byHead">The answer was that to a HEAD, in which some stores leave the count out that a GET has.</param>
    public bool MustAsk(int? count, bool byHead) => count switch
    {
        > 0 => true,
        not null => false,
        null => !_lacksTags && (byHead || _hasUncounted || (!_counts && Interlocked.Increment(ref _asked) <= Samples)),
    };

    /// <summary>Takes in what asking for the tags brought.</summary>
    public void Saw(int? count, int tags, bool byHead)
    {
        _counts |= count > 0;
        _hasUncounted |= count is null && tags > 0 && !byHead;
    }

    /// <summary>Takes in that the store does not answer the question although it said nothing of tags.</summary>
    public void Refused() => _lacksTags = true;
}
