using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Tuning;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Copying;

/// <summary>Copies what is not yet copied of a chunk. May be run any number of times, and killed at any moment.</summary>
public sealed class ChunkCopier(TransferLimits limits, IOptions<TransferOptions> options, TimeProvider time)
{
    private readonly TransferOptions _options = options.Value;

    /// <summary>
    /// Copies. When the destination's keys are not at hand, it sends what is signed for and describes what is not.
    /// An object that fails is recorded with its fault, and the others go on.
    /// </summary>
    /// <param name="input">What to copy.</param>
    /// <param name="source">Where from.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="ledger">The record of this chunk.</param>
    /// <param name="progress">Told about every object and part, those of earlier runs first.</param>
    /// <param name="stop">Ends the work within a second; what was done is recorded, and the result so far returned.</param>
    /// <param name="cancellationToken">Ends the work at once by an exception.</param>
    /// <exception cref="StoreException">A store as a whole cannot be used. What was done is recorded.</exception>
    public async Task<ChunkResult> CopyAsync(
        CopyChunkInput input,
        ObjectStore source,
        ObjectStore destination,
        IChunkLedger ledger,
        ChunkProgress progress,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        ChunkState state = await ChunkState.LoadAsync(ledger, cancellationToken);
        if (input.Keyless)
        {
            await state.LoadHandOverAsync(ledger, signatures: true, cancellationToken);
        }

        List<ObjectState> outstanding = [];
        foreach (ObjectState found in state.Objects)
        {
            if (!found.NeedsCopy(input.Recopy))
            {
                progress.AddObjects(1);
                progress.AddBytes(found.Copied!.Size);
            }
            else if ((!input.FailedOnly || found.Copied is not null) && !FailedInEarlierRound(input, found))
            {
                outstanding.Add(found);
                progress.AddBytes(found.ToComplete?.Size ?? 0);
            }
        }

        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        await using var partLines = new LedgerBatch<UploadLine>(
            ledger, LedgerStreams.Uploads, _options.LedgerInterval, time, halt, cancellationToken);
        await using var copiedLines = new LedgerBatch<CopiedObject>(
            ledger, LedgerStreams.Copied, _options.LedgerInterval, time, halt, cancellationToken);
        await using var describedLines = new LedgerBatch<DescribedObject>(
            ledger, LedgerStreams.Described, _options.LedgerInterval, time, halt, cancellationToken);
        using Lane lane = limits.Enter(input.TransferId, input.Settings.Tuning, destination.Endpoint);
        var retry = new StoreRetry(_options, time, heard: lane.Heard);
        var run = new CopyRun(input, source, destination, _options, lane, retry, ledger, partLines, progress);
        try
        {
            IObjectCopy copy = await ObjectCopies.BeginAsync(
                run, state, outstanding, describedLines, time, halt.Token);
            await CopyAllAsync(run, copy, outstanding, copiedLines, halt.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Stopped, or the ledger failed: then completing the batches tells why.
        }
        finally
        {
            await partLines.CompleteAsync();
            await describedLines.CompleteAsync();
            await copiedLines.CompleteAsync();
        }

        return Tally(state, [.. outstanding], input);
    }

    /// <summary>What was described and failed since, failed in this attempt: the next one tries it again.</summary>
    private static bool FailedInEarlierRound(CopyChunkInput input, ObjectState found)
        => input.Round > 1 && found.Copied?.Fault is not null && found.Described?.Copy != found.NextCopy;

    private async Task CopyAllAsync(
        CopyRun run,
        IObjectCopy copy,
        List<ObjectState> outstanding,
        LedgerBatch<CopiedObject> copiedLines,
        CancellationToken cancellationToken)
    {
        var wholeStore = new WholeStoreFaults(
            WholeStoreFaults.Listing(run.Source, run.Input.Source),
            run.Input.Keyless
                ? cancel => run.Destination.ReadClockUnsignedAsync(run.Bucket, cancel)
                : WholeStoreFaults.Listing(run.Destination, run.Input.Destination));
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = _options.MaxObjectsInFlight,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(outstanding, parallel, async (found, cancel) =>
        {
            CopiedObject? line;
            try
            {
                line = await copy.RunAsync(found, cancel);
                wholeStore.Succeeded();
                if (line is null)
                {
                    return;
                }

                run.Progress.AddObjects(1);
            }
            catch (StoreException exception) when (!cancel.IsCancellationRequested)
            {
                if (await wholeStore.IsOneAsync(exception, cancel))
                {
                    throw;
                }

                PlannedObject planned = found.Planned;
                line = new CopiedObject(
                    planned.Key, planned.Size, planned.ETag, Fault: exception.Fault, Copy: found.NextCopy);
            }

            line = line with { At = time.GetUtcNow() };
            TransferMeter.ObjectCopied(line.Fault);
            found.Apply(line);
            copiedLines.Add(line);
        });
    }

    private static ChunkResult Tally(ChunkState state, HashSet<ObjectState> outstanding, CopyChunkInput input)
    {
        var tally = new ChunkTally();
        foreach (ObjectState found in state.Objects)
        {
            if (!found.NeedsCopy(input.Recopy))
            {
                tally.AddDone(found.Copied!.Size);
                tally.AddNotCopied(found.Copied.NotCopied);
            }
            else if (found.ToComplete is { } sent)
            {
                tally.AddSent(sent.Size);
            }
            else if (input.Keyless && found.ToSign is not null && outstanding.Contains(found))
            {
                tally.AddUnsigned();
            }
            else if (found.Copied?.Fault is { } fault)
            {
                tally.AddFailed(found.Planned.Key, fault);
            }
        }

        return tally.Result;
    }
}
