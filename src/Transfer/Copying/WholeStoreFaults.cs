using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Copying;

/// <summary>Tells an object's failure from a store's: hundreds of objects must not wait for a store that is gone.</summary>
internal sealed class WholeStoreFaults(params (ObjectStore Store, Location Location)[] stores)
{
    private const int MaxInARow = 5;

    private int _inARow;

    public void Succeeded() => Interlocked.Exchange(ref _inARow, 0);

    /// <summary>Returns whether the failure is that of the whole store, so that the chunk must end.</summary>
    public async Task<bool> IsOneAsync(StoreException exception, CancellationToken cancellationToken)
    {
        if (exception.Fault.Code is FaultCodes.Throttled)
        {
            return true;
        }

        if (exception.Fault.Code is FaultCodes.WrongKeys or FaultCodes.BucketMissing or FaultCodes.StoreUnreachable)
        {
            // A store may fail to read the signature of one odd key, and be well otherwise.
            return !await AnswerAsync(cancellationToken);
        }

        return FaultClasses.Of(exception.Fault)
                is FaultClass.Transient or FaultClass.Denied or FaultClass.DestinationFull
            && Interlocked.Increment(ref _inARow) >= MaxInARow;
    }

    private async Task<bool> AnswerAsync(CancellationToken cancellationToken)
    {
        foreach ((ObjectStore store, Location location) in stores)
        {
            try
            {
                await store.ListAsync(location.Bucket, location.Prefix, after: null, maxKeys: 1, cancellationToken);
            }
            catch (StoreException exception) when (exception.Fault.Code != FaultCodes.AccessDenied)
            {
                return false;
            }
            catch (StoreException)
            {
                // Listing may be forbidden; the keys are known, though.
            }
        }

        return true;
    }
}
