using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Keyless;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Tuning;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Verifying;

/// <summary>Reads back what was copied of a chunk and was not yet read back. May be run any number of times.</summary>
public sealed class ChunkVerifier(TransferLimits limits, IOptions<TransferOptions> options, TimeProvider time)
{
    private readonly TransferOptions _options = options.Value;
    private readonly StoreRetry _retry = new(options.Value, time);

    /// <summary>
    /// Verifies, and before that puts together what was sent in parts by signatures of this node. Objects that could not be copied count as failed.
    /// </summary>
    /// <param name="input">What to verify.</param>
    /// <param name="destination">Read back from here.</param>
    /// <param name="ledger">The record of this chunk.</param>
    /// <param name="progress">Told about every byte that was read back, those of earlier runs first.</param>
    /// <param name="stop">Ends the work within a second; an object that was half read is read again later.</param>
    /// <param name="cancellationToken">Ends the work at once by an exception.</param>
    /// <exception cref="StoreException">The store as a whole cannot be used. What was done is recorded.</exception>
    public async Task<ChunkResult> VerifyAsync(
        VerifyChunkInput input,
        ObjectStore destination,
        IChunkLedger ledger,
        ChunkProgress progress,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        ChunkState state = await ChunkState.LoadAsync(ledger, cancellationToken);
        if (input.Completes)
        {
            await state.LoadHandOverAsync(ledger, signatures: false, cancellationToken);
        }

        foreach (ObjectState done in state.Objects.Where(found => found.Check is { Fault: null }))
        {
            progress.AddObjects(1);
            progress.AddBytes(done.Copied!.Size);
        }

        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        await using var lines = new LedgerBatch<VerifiedObject>(
            ledger, LedgerStreams.Verified, _options.LedgerInterval, time, halt, cancellationToken);
        try
        {
            if (input.Completes)
            {
                await CompleteAllAsync(input, destination, state, ledger, halt.Token);
            }

            await VerifyAllAsync(input, destination, state, lines, progress, halt.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Stopped, or the ledger failed: then completing the batch tells why.
        }
        finally
        {
            await lines.CompleteAsync();
        }

        ChunkResult result = Tally(state);
        return input.Completes ? result with { Copied = CountCopied(state) } : result;
    }

    /// <summary>Each line is in the ledger before the object is read back: only what is copied can be proven.</summary>
    private async Task CompleteAllAsync(
        VerifyChunkInput input,
        ObjectStore destination,
        ChunkState state,
        IChunkLedger ledger,
        CancellationToken cancellationToken)
    {
        var uploads = new SentUploads(input, destination, _retry, time);
        var wholeStore = new WholeStoreFaults(WholeStoreFaults.Listing(destination, input.Destination));
        foreach (ObjectState found in state.Objects.Where(found => found.ToComplete is not null))
        {
            CopiedObject line = await uploads.CompleteAsync(found, cancellationToken);
            if (line.Fault is { } fault && await wholeStore.IsOneAsync(new StoreException(fault), cancellationToken))
            {
                throw new StoreException(fault);
            }

            await ledger.AppendAsync(LedgerStreams.Copied, [line], cancellationToken);
            TransferMeter.ObjectCopied(line.Fault);
            found.Apply(line);
        }
    }

    private Task VerifyAllAsync(
        VerifyChunkInput input,
        ObjectStore destination,
        ChunkState state,
        LedgerBatch<VerifiedObject> lines,
        ChunkProgress progress,
        CancellationToken cancellationToken)
    {
        var wholeStore = new WholeStoreFaults(WholeStoreFaults.Listing(destination, input.Destination));
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = _options.ObjectsInFlight,
            CancellationToken = cancellationToken,
        };
        ObjectState[] outstanding = [.. state.Objects.Where(found => found.IsUnchecked)];
        return Parallel.ForEachAsync(outstanding, parallel, async (found, cancel) =>
        {
            VerifiedObject line = await ReadBackAsync(input, destination, found.Copied!, progress, cancel);
            if (line.Fault is null || IsProvenWrong(line.Fault))
            {
                // The store has answered, whatever it says of this object.
                wholeStore.Succeeded();
            }
            else if (await wholeStore.IsOneAsync(new StoreException(line.Fault), cancel))
            {
                throw new StoreException(line.Fault);
            }

            progress.AddObjects(line.Fault is null ? 1 : 0);

            line = line with { At = time.GetUtcNow() };
            TransferMeter.ObjectVerified(line.Fault);
            found.Verified = line;
            lines.Add(line);
        });
    }

    private static bool IsProvenWrong(Fault fault)
        => fault.Code is FaultCodes.ChecksumMismatch or FaultCodes.DestinationMissing;

    private async Task<VerifiedObject> ReadBackAsync(
        VerifyChunkInput input,
        ObjectStore destination,
        CopiedObject copied,
        ChunkProgress progress,
        CancellationToken cancellationToken)
    {
        AdjustableSlots turns = limits.ReadBacks(destination.Endpoint);
        await turns.TakeAsync(cancellationToken);
        try
        {
            string key = KeyMapping.ToDestination(input.SourcePrefix, input.Destination, copied.Key);
            using var readBack = new ReadBack(
                destination,
                input.Destination.Bucket,
                key,
                copied,
                _options.BufferBytes,
                input.Kind,
                input.PacedBy is { } transferId ? limits.PaceOf(transferId) : null);
            return await readBack.RunAsync(_retry, Proven, cancellationToken);
        }
        finally
        {
            turns.Release();
        }

        void Proven(long bytes)
        {
            progress.AddBytes(bytes);
            TransferMeter.BytesVerified(bytes);
        }
    }

    private static CopiedCount CountCopied(ChunkState state)
    {
        var tally = new ChunkTally();
        foreach (ObjectState found in state.Objects.Where(found => found.IsCopied))
        {
            tally.AddDone(found.Copied!.Size);
            tally.AddNotCopied(found.Copied.NotCopied);
        }

        return new CopiedCount(tally.Result.ObjectsDone, tally.Result.BytesDone, tally.Result.NotCopied);
    }

    private static ChunkResult Tally(ChunkState state)
    {
        var tally = new ChunkTally();
        foreach (ObjectState found in state.Objects)
        {
            if (found.Check is { Fault: null })
            {
                tally.AddDone(found.Copied!.Size);
            }
            else if ((found.Copied?.Fault ?? found.Check?.Fault) is { } fault)
            {
                tally.AddFailed(found.Planned.Key, fault);
            }
        }

        return tally.Result;
    }
}
