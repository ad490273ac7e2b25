using System.Net;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Validation;

/// <summary>Tries what a transfer will need, and says in words what is missing.</summary>
public sealed class KeyValidator(IOptions<TransferOptions> options, TimeProvider time)
{
    private const int ListedKeys = 100;

    // Somebody waits for the answer: a store that fails twice is said to fail.
    private readonly StoreRetry _retry = new(options.Value, time, tries: 2);

    /// <summary>Checks each side that was asked about. A side stops at its first fault.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="stores">The store of a node.</param>
    /// <param name="cancellationToken">Ends the work; what was written is deleted all the same.</param>
    public async Task<ValidateKeysResult> ValidateAsync(
        ValidateKeysInput input, Func<string, ObjectStore> stores, CancellationToken cancellationToken)
    {
        List<Fault> faults = [];
        StoreCapabilities? capabilities = null;
        foreach (Location location in new[] { input.Source, input.ReadBack }.OfType<Location>())
        {
            ObjectStore store = stores(location.NodeId);
            await CollectAsync(
                faults, location, store, () => CheckReadAsync(store, location, cancellationToken), cancellationToken);
        }

        if (input.Destination is { } destination)
        {
            ObjectStore store = stores(destination.NodeId);
            var check = new DestinationCheck(store, destination);
            await CollectAsync(
                faults,
                destination,
                store,
                async () => capabilities = await check.RunAsync(faults, cancellationToken),
                cancellationToken);
        }

        return new ValidateKeysResult(faults, capabilities);
    }

    private static async Task CheckReadAsync(ObjectStore store, Location location, CancellationToken cancellationToken)
    {
        (IReadOnlyList<PlannedObject> objects, _) = await store.ListAsync(
            location.Bucket, location.Prefix, after: null, ListedKeys, cancellationToken);

        // No range of an empty object can be read; and the range 0-0 is taken for none by some light stores.
        if (objects.FirstOrDefault(found => found.Size > 0) is { } sample)
        {
            await ReadSampleAsync(store, location.Bucket, sample, cancellationToken);
        }
    }

    private static async Task ReadSampleAsync(
        ObjectStore store, string bucket, PlannedObject sample, CancellationToken cancellationToken)
    {
        try
        {
            await using ObjectRead read = await store.OpenAsync(
                bucket, sample.Key, new ByteRange(0, Math.Min(2, sample.Size)), etag: null, cancellationToken);
            await read.ReadAsync(new byte[1], cancellationToken);
        }
        catch (StoreException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // Deleted since it was listed, perhaps the test object of the other agent's check: the keys may read.
        }
    }

    /// <summary>Runs a check and adds what was wrong, in the words of the node.</summary>
    internal async Task CollectAsync(
        List<Fault> faults, Location location, ObjectStore store, Func<Task> check, CancellationToken cancellationToken)
    {
        try
        {
            await _retry.RunAsync(_ => check(), cancellationToken);
        }
        catch (StoreException exception)
        {
            bool known = exception.Fault.Code != FaultCodes.AccessDenied
                || await AreKeysKnownAsync(store, cancellationToken);
            Fault fault = known ? exception.Fault : RefuseAll(exception.Fault, store);

            // People know the site by its name, not by its store's address.
            faults.Add(fault with { Message = $"Node {location.NodeId}: {fault.Message}" });
        }
    }

    /// <summary>Some stores (RGW with STS) say AccessDenied also when they do not know the keys.</summary>
    private static async Task<bool> AreKeysKnownAsync(ObjectStore store, CancellationToken cancellationToken)
    {
        try
        {
            await store.ListBucketsAsync(cancellationToken);
            return true;
        }
        catch (StoreException exception)
        {
            return exception.Fault.Code is not (FaultCodes.AccessDenied or FaultCodes.WrongKeys);
        }
    }

    private static Fault RefuseAll(Fault fault, ObjectStore store) => new(
        FaultCodes.WrongKeys,
        $"{fault.Message} It refuses these keys even the list of their own buckets: they are wrong, or may do nothing.",
        $"Enter the right access key and secret for {store.Endpoint} at its node. If they are right: {fault.NextStep}");
}
