using System.Net;
using System.Security.Cryptography;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Verifying;

/// <summary>Takes hashes of what a store holds now. Nothing of an object is kept in memory but one buffer.</summary>
public sealed class StoredBytes(ObjectStore store, TransferOptions options, TimeProvider time)
{
    private readonly StoreRetry _retry = new(options, time);

    /// <summary>The size of an object and the hash of a range of it; null when there is no such object or range.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The object.</param>
    /// <param name="range">What to read; absent for the whole object.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StoreException">The store cannot be asked.</exception>
    public async Task<(long Size, string Sha256)?> HashAsync(
        string bucket, string key, ByteRange? range, CancellationToken cancellationToken)
    {
        try
        {
            return await _retry.RunAsync<(long, string)>(
                async _ =>
                {
                    using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                    await using ObjectRead read = await store.OpenAsync(bucket, key, range, etag: null, cancellationToken);
                    using var body = new StreamedBody(read, hash, options.BufferBytes);
                    await body.CopyToAsync(Stream.Null, cancellationToken);
                    return (read.Head.Size, Convert.ToHexStringLower(hash.GetHashAndReset()));
                },
                cancellationToken);
        }
        catch (StoreException missing) when (
            missing.Status is HttpStatusCode.RequestedRangeNotSatisfiable
            || missing is { Status: HttpStatusCode.NotFound, Fault.Code: Contracts.FaultCodes.StoreError })
        {
            return null;
        }
    }
}
