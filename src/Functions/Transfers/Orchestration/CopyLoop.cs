using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Contracts;
using DtnBox.DurableTask;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Activities;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Why the loop ended.</summary>
internal enum CopyLoopEnd
{
    /// <summary>The listing is complete and every chunk is settled.</summary>
    Done,

    /// <summary>A stop order came; some chunks are still in agents' hands.</summary>
    Stopped,

    /// <summary>The history is long enough: go on with a new one.</summary>
    Continue,

    /// <summary>Something is wrong that no other chunk would survive; see <see cref="CopyLoop.Fault"/>.</summary>
    Failed,
}

/// <summary>A sliding window over the chunks: the next range is listed while the last one is copied and verified.</summary>
/// <remarks>
/// Each turn: take up chunks that the ledger has as pending; list on when few are waiting; fill the window; wait for
/// anything; take in what has ended. It holds numbers only: plans and results are in the ledger.
/// </remarks>
internal sealed class CopyLoop(TaskOrchestrationContext context, TransferBrief brief, TransferRun run)
{
    /// <summary>Chunks in hand at once. Some copy, some verify, some wait for an agent with a free hand.</summary>
    private const int Window = 16;

    /// <summary>Chunks settled and ranges listed before the history is cut: about ten events each.</summary>
    private const int StepsPerGeneration = 100;

    /// <summary>The first range is short, so that bytes flow soon.</summary>
    private const int FirstRange = 1_000;
    private const int LaterRange = 10_000;

    private readonly Queue<int> _waiting = new();
    private readonly SortedDictionary<int, Task<Fault?>> _chunks = [];
    private Task<RemoteOutcome<PlanCopyResult>>? _planning;
    private int _planned = brief.Chunks;
    private int _ranges = brief.Ranges;
    private int _extrasPages = brief.ExtrasPages;
    private string? _listedUpTo = brief.ListedUpTo;
    private bool _listingComplete = brief.ListingComplete;
    private int _queuedUpTo = run.QueuedUpTo;
    private int _steps;

    public Fault? Fault { get; private set; }

    /// <summary>Gets what agents may still be working on.</summary>
    public IReadOnlyCollection<Task> InHand => _planning is null ? [.. _chunks.Values] : [_planning, .. _chunks.Values];

    /// <summary>The input of the next generation. What is in hand is asked for again there, and found in its place.</summary>
    public TransferRun Continuation() => run with { QueuedUpTo = _queuedUpTo, InHand = [.. _chunks.Keys, .. _waiting] };

    public async Task<CopyLoopEnd> RunAsync(Task stop)
    {
        foreach (int chunk in run.InHand ?? [])
        {
            _waiting.Enqueue(chunk);
        }

        while (true)
        {
            await TakeUpAsync();
            ListOn();
            FillWindow(stop);
            if (InHand.Count == 0)
            {
                return CopyLoopEnd.Done;
            }

            await Task.WhenAny([stop, .. InHand]);
            if (stop.IsCompleted)
            {
                return CopyLoopEnd.Stopped;
            }

            TakeInPlan();
            TakeInChunks();
            if (Fault is not null)
            {
                return CopyLoopEnd.Failed;
            }

            if (_steps >= StepsPerGeneration)
            {
                return CopyLoopEnd.Continue;
            }
        }
    }

    private async Task TakeUpAsync()
    {
        if (brief.Settings.Kind == TransferKind.DryRun)
        {
            return;
        }

        while (_waiting.Count == 0 && _queuedUpTo < _planned)
        {
            PendingChunks pending = await context.CallActivityAsync<PendingChunks>(
                nameof(FindPendingChunks),
                new PendingChunksQuery(brief.TransferId, brief.Attempt, _queuedUpTo, _planned, brief.FailedOnly),
                RemoteActivities.Retries);
            foreach (int chunk in pending.Numbers)
            {
                _waiting.Enqueue(chunk);
            }

            _queuedUpTo = pending.UpTo;
        }
    }

    private void ListOn()
    {
        if (_planning is not null || _listingComplete || brief.FailedOnly || _waiting.Count >= Window)
        {
            return;
        }

        var input = new PlanCopyInput(
            brief.Source,
            brief.Destination,
            brief.Settings,
            _listedUpTo,
            _planned + 1,
            _ranges == 0 ? FirstRange : LaterRange,
            _extrasPages + 1);
        _planning = brief.Keyless
            ? KeylessPlan.RunAsync(context, brief, input, _ranges + 1)
            : PlanAsync(context, brief, input, _ranges + 1);
    }

    /// <summary>Plans the range with this number.</summary>
    public static Task<RemoteOutcome<PlanCopyResult>> PlanAsync(
        TaskOrchestrationContext context, TransferBrief brief, PlanCopyInput input, int range)
        => context.CallRemoteActivityAsync<PlanCopyResult>(
            brief.TransferId,
            brief.CopyNode,
            CommandId.For(brief.TransferId, brief.Attempt, CommandNames.PlanCopy, range),
            CommandNames.PlanCopy,
            input);

    private void FillWindow(Task stop)
    {
        while (_chunks.Count < Window && _waiting.TryDequeue(out int chunk))
        {
            _chunks.Add(chunk, ChunkSteps.RunAsync(context, brief, run, chunk, stop));
        }
    }

    private void TakeInPlan()
    {
        if (_planning is not { IsCompletedSuccessfully: true })
        {
            Fault ??= FaultOf(_planning);
            return;
        }

        RemoteOutcome<PlanCopyResult> plan = _planning.Result;
        _planning = null;
        if (plan.Outcome != CommandOutcome.Succeeded || plan.Result is not { } range)
        {
            Fault ??= plan.Error ?? Faults.Unexpected("The listing ended without a result.");
            return;
        }

        _steps++;
        _ranges++;
        _planned += range.Chunks;
        _extrasPages += range.ExtrasPages;
        _listedUpTo = range.Next;
        _listingComplete = range.Next is null;
    }

    private void TakeInChunks()
    {
        foreach (int chunk in _chunks.Where(entry => entry.Value.IsCompleted).Select(entry => entry.Key).ToArray())
        {
            Task<Fault?> ended = _chunks[chunk];
            _chunks.Remove(chunk);
            _steps++;
            Fault ??= ended.IsCompletedSuccessfully ? ended.Result : FaultOf(ended);
        }
    }

    private static Fault? FaultOf(Task? task) => task?.Exception?.GetBaseException() is { } exception
        ? Faults.Unexpected(exception.Message)
        : null;
}
