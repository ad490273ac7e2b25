using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Keyless;

namespace DtnBox.Transfer.Copying;

/// <summary>How the objects of a chunk are copied: with the destination's keys, or by what was signed with them.</summary>
internal static class ObjectCopies
{
    /// <summary>Before a small object is sent, the ledger says since when what the destination holds may be ours.</summary>
    /// <param name="run">The copy.</param>
    /// <param name="state">The chunk.</param>
    /// <param name="outstanding">What is to be copied.</param>
    /// <param name="descriptions">Where objects go that have to be signed for.</param>
    /// <param name="time">Our clock.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<IObjectCopy> BeginAsync(
        CopyRun run,
        ChunkState state,
        List<ObjectState> outstanding,
        LedgerBatch<DescribedObject> descriptions,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!run.Input.Keyless)
        {
            if (outstanding.Exists(found => !run.IsCompared(found) && !ObjectCopy.IsLarge(run, found.Planned)))
            {
                await SayAsync(() => run.Retry.RunAsync(
                    _ => run.Destination.ReadClockAsync(run.Bucket, cancellationToken), cancellationToken));
            }

            return new ObjectCopy(run, state.Begun);
        }

        DestinationClock clock = await DestinationClock.ReadAsync(run, time, cancellationToken);
        if (outstanding.Exists(found => found.Signed is { Upload: null }))
        {
            await SayAsync(() => Task.FromResult(clock.Now));
        }

        return new SignedObjectCopy(run, state.Begun, clock, descriptions);

        // What an earlier run said stays, and the state is as that run left it: nothing was sent before this one.
        async Task SayAsync(Func<Task<DateTimeOffset>> readClock)
        {
            if (state.Begun is null)
            {
                await run.Ledger.AppendAsync(
                    LedgerStreams.Uploads, [UploadLine.ChunkBegun(await readClock())], cancellationToken);
            }
        }
    }
}
