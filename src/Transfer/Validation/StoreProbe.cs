using System.Net;
using System.Security.Cryptography;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Validation;

/// <summary>Finds out what a store can do, and leaves nothing behind.</summary>
/// <remarks>
/// What transfers go by is tried by the same <see cref="DestinationCheck"/> that each transfer runs for itself, whose own
/// and fresh result it goes by. All that is written has the probe's id in its key: a probe that is run again after its agent
/// died removes first what the dead one left.
/// </remarks>
public sealed class StoreProbe(KeyValidator validator, TimeProvider time)
{
    private const long Mebibyte = 1024 * 1024;
    private static readonly long[] PartSizes = [5120 * Mebibyte, 1024 * Mebibyte, 100 * Mebibyte];

    /// <summary>Probes a store.</summary>
    /// <param name="input">Where, and under which id.</param>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Ends the work; what was written is removed all the same.</param>
    public async Task<ProbeStoreResult> ProbeAsync(
        ProbeStoreInput input, ObjectStore store, CancellationToken cancellationToken)
    {
        List<Fault> faults = [];
        StoreFindings? findings = null;
        string key = $"{input.Store.Prefix}.dtnbox-probe-{input.ProbeId}";
        var remains = new ProbeRemains(store, input.Store.Bucket, key);
        await validator.CollectAsync(
            faults,
            input.Store,
            store,
            async () =>
            {
                // Faults in removing what is there before are found again at the end, when they count.
                await remains.RemoveAsync([], cancellationToken);
                List<Fault> left = [];
                try
                {
                    findings = await FindAsync(input.Store, key, store, faults, cancellationToken);
                }
                finally
                {
                    await remains.RemoveAsync(left, CancellationToken.None);

                    // Keys that could not write and may not look either have left nothing.
                    faults.AddRange(left.Where(fault => findings is not null
                        || fault.Code is not (FaultCodes.AccessDenied or FaultCodes.WrongKeys)));
                }
            },
            cancellationToken);
        return new ProbeStoreResult(findings, faults);
    }

    private async Task<StoreFindings> FindAsync(
        Location location, string key, ObjectStore store, List<Fault> faults, CancellationToken cancellationToken)
    {
        double clock = await ReadClockDifferenceAsync(store, location.Bucket, cancellationToken);
        StoreCapabilities capabilities = await new DestinationCheck(store, location, key)
            .RunAsync(faults, cancellationToken);
        return new StoreFindings(
            capabilities,
            await DestinationCheck.CanAsync(
                () => store.PutPresignedAsync(location.Bucket, key, NewBody(), cancellationToken)),
            await PutsConditionallyAsync(store, location.Bucket, key + "-new", cancellationToken),
            await ProbeChecksums.FindAsync(store, location.Bucket, key, cancellationToken),
            await ReadVersioningAsync(store, location.Bucket, cancellationToken),
            capabilities.Multipart ? await FindLargestPartAsync(store, location.Bucket, key, cancellationToken) : null,
            clock);
    }

    private static BytesBody NewBody() => new(RandomNumberGenerator.GetBytes(16));

    private async Task<double> ReadClockDifferenceAsync(ObjectStore store, string bucket, CancellationToken cancellationToken)
    {
        DateTimeOffset before = time.GetUtcNow();
        DateTimeOffset told = await store.ReadClockAsync(bucket, cancellationToken);
        TimeSpan travel = time.GetUtcNow() - before;

        // Half a second, because the answer has whole ones, cut off.
        return Math.Round((told - before - (travel / 2) + TimeSpan.FromSeconds(0.5)).TotalSeconds);
    }

    /// <summary>A store that knows no such condition overwrites, or refuses also what it could write.</summary>
    private static async Task<bool> PutsConditionallyAsync(
        ObjectStore store, string bucket, string key, CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>[] onlyIfNew = [new("If-None-Match", "*")];
        Task PutAsync() => store.PutAsync(bucket, key, onlyIfNew, NewBody(), careful: true, cancellationToken);
        if (!await DestinationCheck.CanAsync(PutAsync))
        {
            return false;
        }

        try
        {
            await PutAsync();
            return false;
        }
        catch (StoreException refused) when (refused.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict)
        {
            return true;
        }
        catch (StoreException other) when (other is { Status: not null, Fault.Transient: false })
        {
            return false;
        }
    }

    private static async Task<BucketVersioning> ReadVersioningAsync(
        ObjectStore store, string bucket, CancellationToken cancellationToken)
    {
        var found = BucketVersioning.Unknown;
        await DestinationCheck.CanAsync(async () => found = await store.ReadVersioningAsync(bucket, cancellationToken));
        return found;
    }

    private static async Task<long?> FindLargestPartAsync(
        ObjectStore store, string bucket, string key, CancellationToken cancellationToken)
    {
        (string uploadId, _) = await store.CreateUploadAsync(bucket, key, metadata: [], cancellationToken);
        foreach (long size in PartSizes)
        {
            if (await store.WouldTakePartAsync(bucket, key, uploadId, size, cancellationToken))
            {
                return size;
            }
        }

        return null;
    }
}
