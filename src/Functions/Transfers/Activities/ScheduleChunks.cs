using DtnBox.Contracts.Stores;
using DtnBox.Functions.Transfers.Chains;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Takes up chunks that have something to do, and begins a chain of commands for each.</summary>
/// <remarks>
/// Run again, it finds the chains that it began. A chunk that was done in between is not taken up again, and the event
/// of its end is heard by nobody.
/// </remarks>
internal sealed class ScheduleChunks(RunStates states, TransferStore transfers, TransferLedger ledger, ChunkChains chains)
    : TaskActivity<ChunksWanted, ChunksTaken>
{
    public override async Task<ChunksTaken> RunAsync(TaskActivityContext context, ChunksWanted input)
    {
        if (input.Reached is { } reached)
        {
            await states.RecordAsync(reached, CancellationToken.None);
        }

        TransferRow? transfer = await transfers.FindAsync(input.TransferId, CancellationToken.None);
        (List<int> found, int upTo) = await FindAsync(input, transfer?.FailedOnly == true);
        ChunkChain[] wanted = transfer is null
            ? []
            : [.. input.Again
                .Concat(found.Select(chunk => new ChunkOrder(chunk, 1, input.Recopy)))
                .Select(order => chains.First(transfer, input.Attempt, input.Capabilities, order))];
        if (wanted.Any(chain => chain.IsOver(transfer)) || transfer is null)
        {
            // This run is over, and does not know yet. What it begins now would be in the way of the one that is not.
            return new ChunksTaken(
                found, upTo, [.. input.Again.Select(order => order.Chunk).Concat(found).Select(chunk => new EndedChunk(chunk, ChunkVerdict.Stopped))]);
        }

        IReadOnlyDictionary<int, ChunkVerdict> ended = await chains.BeginAsync(transfer, wanted, CancellationToken.None);
        return new ChunksTaken(found, upTo, [.. ended.Select(entry => new EndedChunk(entry.Key, entry.Value))]);
    }

    /// <summary>The next chunks that have something to do, and how far was looked.</summary>
    private async Task<(List<int> Numbers, int UpTo)> FindAsync(ChunksWanted input, bool failedOnly)
    {
        List<int> found = [];
        int upTo = input.After;
        if (upTo < input.LookUpTo && found.Count < input.Most)
        {
            await foreach (ChunkRow chunk in ledger.ChunksAsync(input.TransferId, upTo, CancellationToken.None))
            {
                if (chunk.GetNumber() > input.LookUpTo)
                {
                    break;
                }

                if (chunk.IsPending(input.Attempt, failedOnly))
                {
                    found.Add(chunk.GetNumber());
                    if (found.Count == input.Most)
                    {
                        return (found, found[^1]);
                    }
                }
            }

            upTo = input.LookUpTo;
        }

        // Those that were planned in this run are all pending: nobody has had them yet.
        int fresh = Math.Max(0, Math.Min(input.UpTo - upTo, input.Most - found.Count));
        found.AddRange(Enumerable.Range(upTo + 1, fresh));
        return (found, upTo + fresh);
    }
}

/// <summary>Asks for chunks to be taken up.</summary>
/// <param name="TransferId">The transfer.</param>
/// <param name="Attempt">Its attempt.</param>
/// <param name="Capabilities">Of the destination.</param>
/// <param name="Again">Chunks that are taken up in any case: to be tried again, or in hand when the history was cut.</param>
/// <param name="After">Beside them, the next ones with numbers in (After, UpTo],</param>
/// <param name="UpTo">so many of them as have something to do.</param>
/// <param name="LookUpTo">Up to this number the ledger says which have; those beyond have all.</param>
/// <param name="Most">How many are taken up at most, beside those that are tried again.</param>
/// <param name="Recopy">Whether first tries copy again what the ledger has as copied.</param>
/// <param name="Reached">The state that the run reaches with them, recorded before.</param>
internal sealed record ChunksWanted(
    string TransferId,
    int Attempt,
    StoreCapabilities Capabilities,
    IReadOnlyList<ChunkOrder> Again,
    int After,
    int UpTo,
    int LookUpTo,
    int Most,
    bool Recopy = false,
    StateReached? Reached = null);

/// <summary>What was taken up.</summary>
/// <param name="Numbers">Chunks that were not asked for by number.</param>
/// <param name="UpTo">All up to this number were looked at.</param>
/// <param name="Ended">Tries, of these and of those asked for, that have ended already.</param>
internal sealed record ChunksTaken(IReadOnlyList<int> Numbers, int UpTo, IReadOnlyList<EndedChunk> Ended);

/// <summary>A try that has ended.</summary>
internal sealed record EndedChunk(int Chunk, ChunkVerdict Verdict);
