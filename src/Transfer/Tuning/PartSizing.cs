namespace DtnBox.Transfer.Tuning;

/// <summary>Chooses the size of an object's parts when its upload is opened.</summary>
/// <remarks>
/// A part should take some seconds on its connection, so that the round trips around it cost little, and an object should
/// have enough parts to keep all streams busy to the end. What a part costs when it has to be sent again sets the upper
/// end. Memory does not come into it: no part is ever held there.
/// </remarks>
internal static class PartSizing
{
    private const double SecondsForOne = 3;
    private const int PartsForEachStream = 4;

    /// <summary>The size to aim at, smallest times a power of two; <see cref="Copying.PartLayout"/> keeps to what S3 allows.</summary>
    /// <param name="objectSize">The object's bytes.</param>
    /// <param name="streams">How many parts are in flight now.</param>
    /// <param name="bySpeed">The size that the speed of connections asks for.</param>
    /// <param name="smallest">Not below this.</param>
    public static long Choose(long objectSize, int streams, long bySpeed, long smallest)
        => Fit(objectSize / (double)(PartsForEachStream * Math.Max(1, streams)), smallest, Math.Max(smallest, bySpeed));

    /// <summary>The size that takes some seconds at a rate; the largest when nothing was measured yet.</summary>
    public static long BySpeed(double? bytesPerSecond, long smallest, long largest)
        => Fit(bytesPerSecond * SecondsForOne ?? largest, smallest, largest);

    private static long Fit(double wanted, long smallest, long largest)
    {
        long size = smallest;
        while (size * 2 <= Math.Min(wanted, largest))
        {
            size *= 2;
        }

        return size;
    }
}
