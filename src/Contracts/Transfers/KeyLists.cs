namespace DtnBox.Contracts.Transfers;

/// <summary>A stored list of keys. The same keys of the same owner are the same list, however often they are sent.</summary>
/// <param name="Id">What <see cref="Selection.KeyList"/> takes.</param>
/// <param name="Keys">How many keys it has.</param>
/// <param name="Bytes">Their bytes of UTF-8.</param>
public sealed record KeyListView(string Id, long Keys, long Bytes);

/// <summary>What a list of keys may hold.</summary>
public static class KeyListLimits
{
    /// <summary>The most keys of a list.</summary>
    public const long MaxKeys = 10_000_000;

    /// <summary>The most bytes of UTF-8 of all keys of a list.</summary>
    public const long MaxBytes = 256 * 1024 * 1024;

    /// <summary>The most bytes of UTF-8 of one key, which S3 sets.</summary>
    public const int MaxKeyBytes = 1024;

    /// <summary>How many keys each stored page has, except the last. Positions in stored lists depend on it.</summary>
    public const int PageSize = 10_000;
}
