using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Keyless;

/// <summary>Describes what the source has of an object now, and how it is to be sent.</summary>
internal sealed class SourceDescription(CopyRun run)
{
    /// <param name="state">The object.</param>
    /// <param name="changed">The version that was described before was seen to be there no longer.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="StoreException">It is gone, keeps changing, or cannot be written to any store.</exception>
    public async Task<DescribedObject> ReadAsync(ObjectState state, bool changed, CancellationToken cancellationToken)
    {
        PlannedObject planned = state.Planned;
        ObjectHead? head = planned.Unseen == true && KeyMapping.IsTooLong(planned.Key)
            ? null
            : await run.Retry.RunAsync(
                _ => run.Source.PeekAsync(run.Input.Source.Bucket, planned.Key, cancellationToken), cancellationToken);
        if (head is null)
        {
            throw ObjectCopy.Gone(run, planned, seen: planned.Unseen != true);
        }

        var pin = new PlannedObject(planned.Key, head.Size, head.ETag);
        ObjectCopy.RequirePossible(run, pin);
        int changes = ChangesOf(state, pin, changed);
        if (changes > ObjectCopy.MaxRestarts)
        {
            throw ObjectCopy.KeptChanging(run, pin, cause: null);
        }

        PropertiesToCopy properties = await PropertiesToCopy.ReadAsync(run, pin, head, byHead: head.Size == 0, cancellationToken);
        return new DescribedObject(
            pin.Key,
            pin.Size,
            pin.ETag,
            properties.WithoutTags().Headers,
            properties.Tags,
            ObjectCopy.IsLarge(run, pin) ? PartLayout.For(pin.Size, run.Lane.PartSizeFor(pin.Size))!.PartSize : null,
            properties.NotCopied,
            state.NextCopy,
            changes);
    }

    /// <summary>Counted from the last time a copy ended, so that a restart begins with new patience.</summary>
    private static int ChangesOf(ObjectState state, PlannedObject pin, bool changed)
        => state.Described is not { } before || (before.Copy != state.NextCopy && !changed) ? 0
            : before.Changes + (changed || before.ETag != pin.ETag || before.Size != pin.Size ? 1 : 0);
}
