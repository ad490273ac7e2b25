using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Copying;

/// <summary>Copies one object, by the way its size and the destination ask for, and follows a source that changes.</summary>
internal sealed class ObjectCopy(CopyRun run, DateTimeOffset? chunkBegun) : IObjectCopy
{
    /// <summary>How often an object that changes while it is copied is taken up again.</summary>
    public const int MaxRestarts = 3;

    /// <summary>Whether an object is sent in parts.</summary>
    public static bool IsLarge(CopyRun run, PlannedObject planned)
        => run.Input.DestinationCapabilities.Multipart && planned.Size >= run.Options.MultipartThresholdBytes;

    /// <inheritdoc/>
    public async Task<CopiedObject?> RunAsync(ObjectState state, CancellationToken cancellationToken)
    {
        bool unseen = state.Planned.Unseen == true;
        PlannedObject pin = unseen ? await PinFirstAsync(state.Planned, cancellationToken) : state.Planned;

        // A copy that was proven wrong must not be taken for the new one, nor one of a version that nobody knows.
        DateTimeOffset? begun = state.SucceededCopy == 0 && !unseen ? chunkBegun : null;
        for (int restarts = 0; ; restarts++)
        {
            bool compares = run.IsCompared(state);
            if (!compares)
            {
                RequirePossible(run, pin);
            }

            try
            {
                return compares ? await new SourceHash(run).RunAsync(state, pin, cancellationToken)
                    : IsLarge(run, pin) ? await new LargeObjectCopy(run, state, pin).RunAsync(cancellationToken)
                    : await new SmallObjectCopy(run, new KeyedTarget(run, pin)).RunAsync(state, pin, begun, cancellationToken);
            }
            catch (SourceMovedException) when (restarts < MaxRestarts)
            {
                pin = await PinAgainAsync(pin, cancellationToken);
                begun = null;
            }
            catch (SourceMovedException exception)
            {
                throw KeptChanging(run, pin, exception);
            }
            catch (StoreException exception) when (exception.Code == "NoSuchUpload" && restarts < MaxRestarts)
            {
                state.Upload = null;
            }
        }
    }

    /// <summary>The fault of an object that was never the same for long enough.</summary>
    public static StoreException KeptChanging(CopyRun run, PlannedObject pin, Exception? cause) => new(
        new Fault(
            FaultCodes.SourceChanged,
            $"'{pin.Key}' in bucket '{run.Input.Source.Bucket}' at {run.Source.Endpoint} kept changing while it was copied.",
            "Run the transfer again when nothing writes to this object any more.",
            Transient: true),
        inner: cause);

    /// <summary>The fault of an object that the source has not.</summary>
    /// <param name="run">The copy.</param>
    /// <param name="planned">The object.</param>
    /// <param name="seen">Whether the source had it when it was planned.</param>
    public static StoreException Gone(CopyRun run, PlannedObject planned, bool seen) => new(seen
        ? new Fault(
            FaultCodes.SourceDeleted,
            $"'{planned.Key}' is no longer in bucket '{run.Input.Source.Bucket}' at {run.Source.Endpoint}.",
            "Nothing, if it was deleted on purpose; otherwise put it back and restart.")
        : new Fault(
            FaultCodes.SourceMissing,
            $"The list of keys names '{planned.Key}', and bucket '{run.Input.Source.Bucket}' at {run.Source.Endpoint} has no such object.",
            "Put it there and restart, or leave it off the list."));

    /// <summary>Takes what the source has now of a key that a list names and that was not there when it was planned.</summary>
    private async Task<PlannedObject> PinFirstAsync(PlannedObject planned, CancellationToken cancellationToken)
        => (KeyMapping.IsTooLong(planned.Key) ? null : await FindAsync(planned, cancellationToken))
            ?? throw Gone(run, planned, seen: false);

    private async Task<PlannedObject> PinAgainAsync(PlannedObject pin, CancellationToken cancellationToken)
        => await FindAsync(pin, cancellationToken) ?? throw Gone(run, pin, seen: true);

    private async Task<PlannedObject?> FindAsync(PlannedObject wanted, CancellationToken cancellationToken)
    {
        ObjectHead? head = await run.Retry.RunAsync(
            _ => run.Source.HeadAsync(run.Input.Source.Bucket, wanted.Key, cancellationToken), cancellationToken);
        return head is null ? null : new PlannedObject(wanted.Key, head.Size, head.ETag);
    }

    /// <summary>Refuses what no S3 store takes.</summary>
    public static void RequirePossible(CopyRun run, PlannedObject pin)
    {
        string key = run.KeyOf(pin);
        string? why = KeyMapping.IsTooLong(key) ? "its key would have more than the 1024 bytes that S3 allows"
            : IsLarge(run, pin) && PartLayout.For(pin.Size, run.Options.MinimumPartSizeBytes) is null
                ? "it is larger than 10,000 parts of 5 GiB"
            : !IsLarge(run, pin) && pin.Size > PartLayout.MaxPutBytes
                ? "it is larger than 5 GiB and the store takes no uploads in parts"
            : null;
        if (why is not null)
        {
            throw new StoreException(new Fault(
                FaultCodes.NotSupported,
                $"'{pin.Key}' cannot be written to '{key}' in bucket '{run.Bucket}' at {run.Destination.Endpoint}: {why}.",
                "Choose another destination prefix or store, or leave the object out."));
        }
    }
}
