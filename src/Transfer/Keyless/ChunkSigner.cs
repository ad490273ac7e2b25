using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Keyless;

/// <summary>Signs what another node's agent has described of a chunk. May be run any number of times, and killed at any moment.</summary>
/// <remarks>
/// 1. For an object in parts an upload is found, or opened and put into the ledger, before its parts are signed.
/// 2. The signatures go into the ledger, which keeps them encrypted.
/// Nothing is signed but the writing of planned objects under the destination's prefix, with headers that describe an
/// object: whoever asks may be anybody who holds the other agent's key.
/// </remarks>
public sealed class ChunkSigner(IOptions<TransferOptions> options, TimeProvider time)
{
    private readonly TransferOptions _options = options.Value;
    private readonly StoreRetry _retry = new(options.Value, time);

    /// <summary>Signs. An object that the store does not take is recorded with its fault, and the others go on.</summary>
    /// <param name="input">What to sign for.</param>
    /// <param name="destination">The store, with its keys.</param>
    /// <param name="ledger">The record of this chunk.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="StoreException">The store as a whole cannot be used. What was done is recorded.</exception>
    public async Task<SignChunkResult> SignAsync(
        SignChunkInput input, ObjectStore destination, IChunkLedger ledger, CancellationToken cancellationToken)
    {
        bool namesAbsent = SigningRules.MustNameAbsent(input.DestinationCapabilities.AddedHeaders, destination);
        ChunkState state = await ChunkState.LoadAsync(ledger, cancellationToken);
        await state.LoadHandOverAsync(ledger, signatures: false, cancellationToken);
        ObjectState[] wanted = [.. state.Objects.Where(found => found.ToSign is not null)];
        string bucket = input.Destination.Bucket;
        DateTimeOffset now = await _retry.RunAsync(
            _ => destination.ReadClockAsync(bucket, cancellationToken), cancellationToken);
        SigningTerms terms = destination.NewTerms(now, input.Seconds) with { NamesAbsent = namesAbsent };
        var signer = new ObjectSigner(input, destination, _retry, ledger, terms);
        return await SignAllAsync(
            wanted,
            signer,
            new WholeStoreFaults(WholeStoreFaults.Listing(destination, input.Destination)),
            ledger,
            cancellationToken);
    }

    private async Task<SignChunkResult> SignAllAsync(
        ObjectState[] wanted,
        ObjectSigner signer,
        WholeStoreFaults wholeStore,
        IChunkLedger ledger,
        CancellationToken cancellationToken)
    {
        long signed = 0;
        long failed = 0;
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var signedLines = new LedgerBatch<SignedObject>(
            ledger, LedgerStreams.Signatures, _options.LedgerInterval, time, halt, cancellationToken);
        await using var failedLines = new LedgerBatch<CopiedObject>(
            ledger, LedgerStreams.Copied, _options.LedgerInterval, time, halt, cancellationToken);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = _options.ObjectsInFlight,
            CancellationToken = halt.Token,
        };
        try
        {
            await Parallel.ForEachAsync(wanted, parallel, async (found, cancel) =>
            {
                try
                {
                    signedLines.Add(await signer.SignAsync(found, cancel));
                    wholeStore.Succeeded();
                    Interlocked.Increment(ref signed);
                }
                catch (StoreException exception) when (!cancel.IsCancellationRequested)
                {
                    if (await wholeStore.IsOneAsync(exception, cancel))
                    {
                        throw;
                    }

                    DescribedObject described = found.ToSign!;
                    failedLines.Add(new CopiedObject(
                        described.Key,
                        described.Size,
                        described.ETag,
                        Fault: exception.Fault,
                        Copy: found.NextCopy,
                        At: time.GetUtcNow()));
                    Interlocked.Increment(ref failed);
                }
            });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The ledger failed: completing the batches tells why.
        }
        finally
        {
            await signedLines.CompleteAsync();
            await failedLines.CompleteAsync();
        }

        return new SignChunkResult(signed, failed);
    }
}
