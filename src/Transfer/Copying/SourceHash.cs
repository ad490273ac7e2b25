using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Tuning;

namespace DtnBox.Transfer.Copying;

/// <summary>Takes an object's hashes at the source and sends nothing: reading back compares what is there with them.</summary>
internal sealed class SourceHash(CopyRun run)
{
    public async Task<CopiedObject> RunAsync(ObjectState state, PlannedObject pin, CancellationToken cancellationToken)
    {
        PartLayout? layout = pin.Size >= run.Options.MultipartThresholdBytes
            ? PartLayout.For(pin.Size, run.Options.MinimumPartSizeBytes)
            : null;
        var line = new CopiedObject(pin.Key, pin.Size, pin.ETag, Copy: state.NextCopy);
        return layout is null
            ? line with { Sha256 = await HashWholeAsync(pin, cancellationToken) }
            : line with { PartSizeBytes = layout.PartSize, PartSha256 = await HashPartsAsync(pin, layout, cancellationToken) };
    }

    private async Task<string> HashWholeAsync(PlannedObject pin, CancellationToken cancellationToken)
    {
        using SlotChain.Lease turn = await run.Lane.Objects.TakeAsync(cancellationToken);
        string hash = await run.HashSourceAsync(pin, range: null, cancellationToken);
        run.Progress.AddBytes(pin.Size);
        return hash;
    }

    private async Task<string[]> HashPartsAsync(PlannedObject pin, PartLayout layout, CancellationToken cancellationToken)
    {
        string[] hashes = new string[layout.Count];
        long counted = 0;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = run.Options.MaxPartsInFlight,
            CancellationToken = cancellationToken,
        };
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(1, layout.Count), parallel, async (part, cancel) =>
            {
                using SlotChain.Lease turn = await run.Lane.Parts.TakeAsync(cancel);
                hashes[part - 1] = await run.HashSourceAsync(pin, layout.Range(part), cancel);
                Interlocked.Add(ref counted, layout.Range(part).Length);
                run.Progress.AddBytes(layout.Range(part).Length);
            });
        }
        catch (Exception exception) when (exception is Stores.StoreException or SourceMovedException)
        {
            run.Progress.AddBytes(-counted);
            throw;
        }

        return hashes;
    }
}
