using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Copying;

/// <summary>Tells an object's failure from a store's: hundreds of objects must not wait for a store that is gone.</summary>
/// <param name="questions">To each store concerned, a question that it answers when it is well and takes the keys.</param>
internal sealed class WholeStoreFaults(params Func<CancellationToken, Task>[] questions)
{
    private const int MaxInARow = 5;

    private int _inARow;

    /// <summary>The question to a store whose keys are at hand.</summary>
    public static Func<CancellationToken, Task> Listing(ObjectStore store, Location location)
        => cancel => store.ListAsync(location.Bucket, location.Prefix, after: null, maxKeys: 1, cancel);

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
        foreach (Func<CancellationToken, Task> ask in questions)
        {
            try
            {
                await ask(cancellationToken);
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
