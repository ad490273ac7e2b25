using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Transfer.Planning;

/// <summary>The plan of one range of keys, as it grows: what is copied goes into chunks, the rest is counted.</summary>
internal sealed class RangePlan(
    TransferOptions options,
    PlanCopyInput input,
    Func<int, IReadOnlyList<PlannedObject>, CancellationToken, Task> storeChunk)
{
    private readonly ChunkCutter _cutter = new(options, input.FirstChunk, storeChunk);
    private readonly SyncMode _sync = SyncRule.ModeOf(input.Settings);
    private long _skippedObjects;
    private long _skippedBytes;

    /// <summary>Takes the next object of the source.</summary>
    /// <param name="found">The object.</param>
    /// <param name="there">What the destination has under its name; null for nothing.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task AddAsync(PlannedObject found, PlannedObject? there, CancellationToken cancellationToken)
    {
        SyncDecision decision = SyncRule.Decide(_sync, found, there);
        if (decision == SyncDecision.Skip)
        {
            _skippedObjects++;
            _skippedBytes += found.Size;
        }
        else
        {
            bool? compare = decision == SyncDecision.Compare ? true : null;
            await _cutter.AddAsync(found with { Compare = compare }, cancellationToken);
        }
    }

    /// <summary>Stores what is still held.</summary>
    /// <param name="next">Where the next range begins; null when this was the last.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<PlanCopyResult> FinishAsync(string? next, CancellationToken cancellationToken)
    {
        await _cutter.FinishAsync(wholeListing: next is null && input.After is null, cancellationToken);
        return new PlanCopyResult(
            _cutter.Chunks, _cutter.Objects, _cutter.Bytes, _skippedObjects, _skippedBytes, next);
    }
}
