using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Deleting;

/// <summary>Deletes what only the destination has. May be run any number of times, and killed at any moment.</summary>
/// <remarks>
/// Each object is looked at on both sides right before it is deleted, and so is deleted by a request of its own: one
/// request for many would leave time for somebody to write them again.
/// </remarks>
public sealed class ExtrasDeleter(IOptions<TransferOptions> options, TimeProvider time)
{
    private readonly TransferOptions _options = options.Value;
    private readonly StoreRetry _retry = new(options.Value, time);

    /// <summary>Deletes, page by page. An object that cannot be deleted is recorded with its fault, and the others go on.</summary>
    /// <param name="input">What to delete.</param>
    /// <param name="source">What it has now is kept.</param>
    /// <param name="destination">Deleted from here.</param>
    /// <param name="pages">The ledger of a page.</param>
    /// <param name="stop">Ends the work soon; what was done is recorded, and the result so far returned.</param>
    /// <param name="cancellationToken">Ends the work at once by an exception.</param>
    /// <exception cref="StoreException">A store as a whole cannot be used. What was done is recorded.</exception>
    public async Task<DeleteExtrasResult> DeleteAsync(
        DeleteExtrasInput input,
        ObjectStore source,
        ObjectStore destination,
        Func<int, IChunkLedger> pages,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        var tally = new ChunkTally();
        for (int page = 1; page <= input.Pages && !stop.IsCancellationRequested; page++)
        {
            IChunkLedger ledger = pages(page);
            Dictionary<string, DeletedObject> known = new(StringComparer.Ordinal);
            await foreach (DeletedObject line in ledger.ReadAsync<DeletedObject>(LedgerStreams.Deleted, cancellationToken))
            {
                known[line.Key] = line;
            }

            List<ExtraObject> outstanding = await ledger.ReadAsync<ExtraObject>(LedgerStreams.Extras, cancellationToken)
                .Where(extra => !known.TryGetValue(extra.Key, out DeletedObject? line) || line.Fault is not null)
                .ToListAsync(cancellationToken);
            await DeletePageAsync(input, source, destination, ledger, outstanding, known, stop, cancellationToken);
            foreach (DeletedObject line in known.Values)
            {
                Count(tally, line);
            }
        }

        ChunkResult sum = tally.Result;
        return new DeleteExtrasResult(sum.ObjectsDone, sum.ObjectsFailed, sum.Faults);
    }

    private async Task DeletePageAsync(
        DeleteExtrasInput input,
        ObjectStore source,
        ObjectStore destination,
        IChunkLedger ledger,
        List<ExtraObject> outstanding,
        Dictionary<string, DeletedObject> known,
        CancellationToken stop,
        CancellationToken cancellationToken)
    {
        var wholeStore = new WholeStoreFaults(
            WholeStoreFaults.Listing(destination, input.Destination), WholeStoreFaults.Listing(source, input.Source));
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        await using var lines = new LedgerBatch<DeletedObject>(
            ledger, LedgerStreams.Deleted, _options.LedgerInterval, time, halt, cancellationToken);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = _options.ObjectsInFlight,
            CancellationToken = halt.Token,
        };
        try
        {
            await Parallel.ForEachAsync(outstanding, parallel, async (extra, cancel) =>
            {
                var line = new DeletedObject(extra.Key);
                try
                {
                    line = line with { Fault = await DeleteAsync(input, source, destination, extra, cancel) };
                    wholeStore.Succeeded();
                }
                catch (StoreException exception) when (!cancel.IsCancellationRequested)
                {
                    if (await wholeStore.IsOneAsync(exception, cancel))
                    {
                        throw;
                    }

                    line = line with { Fault = exception.Fault };
                }

                lines.Add(line);
                lock (known)
                {
                    known[extra.Key] = line;
                }
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Stopped, or the ledger failed: then completing the batch tells why.
        }
        finally
        {
            await lines.CompleteAsync();
        }
    }

    /// <summary>Deletes one, if it is still what was listed; says why it is kept otherwise.</summary>
    private async Task<Fault?> DeleteAsync(
        DeleteExtrasInput input, ObjectStore source, ObjectStore destination, ExtraObject extra, CancellationToken cancellationToken)
    {
        Location to = input.Destination;
        string sourceKey = KeyMapping.ToSource(input.Source, to.Prefix, extra.Key);
        if (await _retry.RunAsync(_ => source.HeadAsync(input.Source.Bucket, sourceKey, cancellationToken), cancellationToken)
            is not null)
        {
            return Changed(to, extra, "the source has an object of that name now");
        }

        ObjectHead? head = await _retry.RunAsync(
            _ => destination.HeadAsync(to.Bucket, extra.Key, cancellationToken), cancellationToken);
        if (head is null)
        {
            return null;
        }

        // Listings tell fractions of a second, headers do not.
        if (head.ETag != extra.ETag || head.Size != extra.Size || head.LastModified > extra.LastModified)
        {
            return Changed(to, extra, "it was written again after it had been listed");
        }

        await _retry.RunAsync(_ => destination.DeleteAsync(to.Bucket, extra.Key, cancellationToken), cancellationToken);
        return null;
    }

    private static Fault Changed(Location to, ExtraObject extra, string why) => new(
        FaultCodes.ExtraChanged,
        $"'{extra.Key}' in bucket '{to.Bucket}' was not deleted: {why}.",
        "Start a new transfer, which lists both sides anew.");

    private static void Count(ChunkTally tally, DeletedObject line)
    {
        if (line.Fault is { } fault)
        {
            tally.AddFailed(line.Key, fault);
        }
        else
        {
            tally.AddDone(bytes: 0);
        }
    }
}
