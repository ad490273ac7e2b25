namespace DtnBox.Cli.Receipts;

/// <summary>A copy of what a receipt lists, to be compared with it.</summary>
internal interface ICopyReader
{
    /// <summary>The size of an object and the hash of a part of it; null when there is no such object or part.</summary>
    /// <param name="key">The key as the receipt has it, without the destination's prefix.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="isWhole">The part is all of the object.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<(long Size, string Sha256)?> HashAsync(
        string key, long offset, long length, bool isWhole, CancellationToken cancellationToken);
}
