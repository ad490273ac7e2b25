using DtnBox.Contracts.Ledger;

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
        await run.Limits.Objects.WaitAsync(cancellationToken);
        try
        {
            string hash = await run.HashSourceAsync(pin, range: null, cancellationToken);
            run.Progress.AddBytes(pin.Size);
            return hash;
        }
        finally
        {
            run.Limits.Objects.Release();
        }
    }

    private async Task<string[]> HashPartsAsync(PlannedObject pin, PartLayout layout, CancellationToken cancellationToken)
    {
        string[] hashes = new string[layout.Count];
        long counted = 0;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = run.Options.PartsInFlight,
            CancellationToken = cancellationToken,
        };
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(1, layout.Count), parallel, async (part, cancel) =>
            {
                await run.Limits.Parts.WaitAsync(cancel);
                try
                {
                    hashes[part - 1] = await run.HashSourceAsync(pin, layout.Range(part), cancel);
                    Interlocked.Add(ref counted, layout.Range(part).Length);
                    run.Progress.AddBytes(layout.Range(part).Length);
                }
                finally
                {
                    run.Limits.Parts.Release();
                }
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
