using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Keyless;

/// <summary>Copies one object by what the destination's agent has signed, and describes what it has yet to sign for.</summary>
/// <remarks>
/// 1. What is only compared needs nothing of the destination.
/// 2. What is all sent waits to be put together.
/// 3. What is signed for is sent: the very version, with the very properties that were described.
/// 4. What is not, or no longer, or whose source has changed, is described, and waits for signatures.
/// </remarks>
internal sealed class SignedObjectCopy(
    CopyRun run, DateTimeOffset? chunkBegun, DestinationClock clock, LedgerBatch<DescribedObject> descriptions)
    : IObjectCopy
{
    public async Task<CopiedObject?> RunAsync(ObjectState state, CancellationToken cancellationToken)
    {
        if (run.IsCompared(state))
        {
            return await new ObjectCopy(run, chunkBegun: null).RunAsync(state, cancellationToken);
        }

        if (state.ToComplete is not null)
        {
            return null;
        }

        bool changed = false;
        if (state.Signed is { } signed && IsOfUse(state, signed))
        {
            try
            {
                return await SendAsync(state, signed, cancellationToken);
            }
            catch (SourceMovedException)
            {
                changed = true;
            }
            catch (SignatureSpentException)
            {
                // Described again below, it is signed again.
            }
            catch (StoreException gone) when (gone.Code == "NoSuchUpload")
            {
                // Somebody aborted the upload: the destination's agent opens another one.
            }
        }

        DescribedObject described = await new SourceDescription(run).ReadAsync(state, changed, cancellationToken);
        state.Described = described;
        descriptions.Add(described);
        return null;
    }

    private bool IsOfUse(ObjectState state, SignedObject signed)
        => signed.Copy > state.SucceededCopy
            && signed.SourceETag == state.Described?.ETag && signed.Size == state.Described.Size
            && !clock.HasPassed(signed.Terms.Expires);

    private async Task<CopiedObject?> SendAsync(ObjectState state, SignedObject signed, CancellationToken cancellationToken)
    {
        var pin = new PlannedObject(signed.Key, signed.Size, signed.SourceETag);
        var target = new SignedTarget(run, pin, signed, clock);
        if (signed.Upload is { } upload)
        {
            await new SignedLargeCopy(run, state, pin, upload, target).RunAsync(cancellationToken);
            return null;
        }

        // A copy that was proven wrong must not be taken for the new one, nor one of another version than was planned.
        // Nor may one with tags: a HEAD does not tell whether it came with them, or without after a refusal.
        bool mayBeThere = state.SucceededCopy == 0 && signed.PutWithoutTags is null
            && state.Planned.Unseen != true && signed.SourceETag == state.Planned.ETag;
        return await new SmallObjectCopy(run, target).RunAsync(
            state, pin, mayBeThere ? chunkBegun : null, cancellationToken);
    }
}
