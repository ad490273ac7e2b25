using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;

namespace DtnBox.Functions.Transfers.Chains;

/// <summary>One try at a chunk that an orchestration wants.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Try">Counts from 1 within the attempt.</param>
/// <param name="Recopy">Copy also what the ledger has as copied.</param>
internal sealed record ChunkOrder(int Chunk, int Try, bool Recopy);

/// <summary>Carries tries at chunks from command to command through the queues of the nodes.</summary>
/// <remarks>
/// 1. The first command is stored (<see cref="BeginAsync"/>), and the orchestration waits for one event.
/// 2. The transaction that ends a command also leaves a <see cref="RaiseRow"/>: it is to be carried on.
/// 3. <see cref="GoOnAsync"/> stores the command that follows – perhaps in the queue of another node, so it cannot be
///    the same transaction – or says what is to be told. Then the raise row goes.
/// Dying anywhere between leaves the raise row; the timer function does the same step again. Storing the next command is an
/// insert under an id that follows from the chain: whoever comes second changes nothing.
/// A run that takes over walks the chain from its first command (1 again) and finds where it is, or how it ended. The end is
/// told to the run that the transfer's row names *after* the end was stored. So if the walk came before the end, the run
/// that walked is named and hears of it; if it came after, it has found the end. There is nothing to move, and no gap.
/// </remarks>
internal sealed class ChunkChains(TransferStore transfers, CommandQueue queue, TimeProvider time)
{
    /// <summary>A try that has not begun.</summary>
    public ChunkChain First(TransferRow transfer, int attempt, StoreCapabilities capabilities, ChunkOrder order)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new ChunkChain(
            attempt,
            order.Chunk,
            order.Try,
            order.Recopy,
            capabilities,
            transfer.GetSettings().Kind == TransferKind.Verify,
            transfer.KeyMode == KeyMode.Keyless,
            transfer.SignatureSeconds,
            transfer.GetDestination().NodeId,
            now,
            now);
    }

    /// <summary>Begins tries, each once however often it is called.</summary>
    /// <returns>Those that have ended already, by an earlier call.</returns>
    public async Task<IReadOnlyDictionary<int, ChunkVerdict>> BeginAsync(
        TransferRow transfer, IReadOnlyList<ChunkChain> chains, CancellationToken cancellationToken)
    {
        Dictionary<int, ChunkVerdict> ended = [];

        // All in one transaction, which fails as a whole when there is one of them already.
        if (chains.Count > 0 && !await queue.TryAddAsync(
            [.. chains.Select(chain => (ChunkCommands.Make(transfer, chain, CommandNames.CopyChunk), chain))], cancellationToken))
        {
            foreach (ChunkChain chain in chains)
            {
                if (await WalkAsync(transfer, chain, cancellationToken) is { } verdict)
                {
                    ended[chain.Chunk] = verdict;
                }
            }
        }

        return ended;
    }

    /// <summary>Carries a chain on whose command has ended, unless that was done already.</summary>
    /// <returns>What is to be told, when the chain has come to its end.</returns>
    public async Task<Telling?> GoOnAsync(CommandRow ended, CancellationToken cancellationToken)
    {
        if (ended.Move() is not { } move
            || await transfers.FindAsync(ended.TransferId, cancellationToken) is not { DeletedAt: null } transfer)
        {
            return null;
        }

        ChunkChain chain = move.Chain;
        if (move.Next is { } next && chain.MayGoOn(transfer))
        {
            await AddAsync(transfer, chain, next, ended.Traceparent, cancellationToken);
            return null;
        }

        return new Telling(
            transfer.GetInstanceId(),
            ChunkVerdict.EventName(transfer.GetId(), chain.Attempt, chain.Chunk, chain.Try),
            move.Verdict ?? ChunkVerdict.Stopped);
    }

    /// <summary>Finds where a chain is, and mends it where a step was lost; null when its end is still to come.</summary>
    private async Task<ChunkVerdict?> WalkAsync(
        TransferRow transfer, ChunkChain chain, CancellationToken cancellationToken)
    {
        string name = CommandNames.CopyChunk;
        string? traceparent = null;
        while (true)
        {
            if (await AddAsync(transfer, chain, name, traceparent, cancellationToken))
            {
                return null;
            }

            RemoteCommand command = ChunkCommands.Make(transfer, chain, name);
            CommandRow? known = await queue.AdoptAsync(command, chain, cancellationToken);
            if (known is null)
            {
                // It was there a moment ago: somebody clears the queue of this transfer, whose runs are over.
                return ChunkVerdict.Stopped;
            }

            if (known.Move() is not { } move)
            {
                return null;
            }

            if (move.Verdict is { } verdict)
            {
                return verdict;
            }

            (name, chain, traceparent) = (move.Next!, move.Chain, known.Traceparent);
        }
    }

    private Task<bool> AddAsync(
        TransferRow transfer, ChunkChain chain, string name, string? traceparent, CancellationToken cancellationToken)
    {
        ChunkChain now = chain with { CommandAt = time.GetUtcNow() };
        RemoteCommand command = ChunkCommands.Make(transfer, now, name) with { Traceparent = traceparent };
        return queue.TryAddAsync([(command, now)], cancellationToken);
    }
}
