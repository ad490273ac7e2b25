using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Chains;
using Microsoft.DurableTask;

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
/// Each turn: take up chunks when there is room for a batch of them; list on when few are waiting; wait for anything; take
/// in what has ended. It holds numbers only: plans and results are in the ledger. A durable step is dear, so a chunk
/// costs one event, and its share in the activity that takes up a batch.
/// </remarks>
internal sealed class CopyLoop(
    TaskOrchestrationContext context, OpenTimers timers, TransferBrief brief, TransferRun run, StateReached? reached)
{
    /// <summary>Chunks in hand at most. Some copy, some verify, some wait for an agent with a free hand.</summary>
    private const int Window = 32;

    /// <summary>So many are taken up at once, when so many wait: half the window is left for the agents meanwhile.</summary>
    private const int Batch = 16;

    /// <summary>Chunks settled and ranges listed before the history is cut: about four events each.</summary>
    private const int StepsPerGeneration = 100;

    /// <summary>The first range is short, so that bytes flow soon.</summary>
    private const int FirstRange = 1_000;
    private const int LaterRange = 10_000;

    /// <summary>
    /// How long before a chunk is tried again that was stopped although nobody wants this run to stop: the order is on its
    /// way, or was one to a run before this one.
    /// </summary>
    private static readonly TimeSpan AfterStop = TimeSpan.FromSeconds(5);

    private readonly SortedDictionary<int, (ChunkOrder Order, Task<ChunkVerdict> Ended)> _inHand = [];
    private readonly SortedDictionary<int, (ChunkOrder Next, Task Pause)> _paused = [];
    private readonly int _lookUpTo = run.LookUpTo ?? brief.Chunks;
    private List<ChunkOrder> _again = [.. run.InHand ?? []];
    private Task<RemoteOutcome<PlanCopyResult>>? _planning;
    private int _planned = brief.Chunks;
    private int _ranges = brief.Ranges;
    private int _extrasPages = brief.ExtrasPages;
    private string? _listedUpTo = brief.ListedUpTo;
    private bool _listingComplete = brief.ListingComplete;
    private int _takenUpTo = run.QueuedUpTo;
    private StateReached? _reached = reached;
    private int _steps;

    public Fault? Fault { get; private set; }

    /// <summary>Gets what agents may still be working on.</summary>
    public IReadOnlyCollection<Task> InHand
        => [.. _planning is null ? [] : (Task[])[_planning], .. _inHand.Values.Select(chunk => chunk.Ended)];

    private int Waiting => _planned - _takenUpTo;

    /// <summary>The input of the next generation. What is in hand is asked for again there, and found in its place.</summary>
    public TransferRun Continuation() => run with
    {
        QueuedUpTo = _takenUpTo,
        InHand = [.. _inHand.Values.Select(chunk => chunk.Order), .. _paused.Values.Select(chunk => chunk.Next), .. _again],
        LookUpTo = _lookUpTo,
    };

    public async Task<CopyLoopEnd> RunAsync(Task stop)
    {
        while (true)
        {
            await TakeUpAsync();
            ListOn();
            Task[] running = [.. InHand, .. _paused.Values.Select(chunk => chunk.Pause)];
            if (running.Length == 0)
            {
                await TellReachedAsync();
                return CopyLoopEnd.Done;
            }

            await Task.WhenAny([stop, .. running]);
            if (stop.IsCompleted)
            {
                return CopyLoopEnd.Stopped;
            }

            TakeInPlan();
            TakeInChunks();
            TakeInPauses();
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

    /// <summary>Takes up what is tried again, and new chunks when there is room for a batch, or for all that wait.</summary>
    private async Task TakeUpAsync()
    {
        if (brief.Settings.Kind == TransferKind.DryRun)
        {
            _takenUpTo = _planned;
            return;
        }

        // What pauses or is tried again keeps its place: a store in trouble is not given ever more chunks.
        int free = Window - _inHand.Count - _paused.Count - _again.Count;
        if (_again.Count == 0 && (Waiting == 0 || free < Math.Min(Waiting, Batch)))
        {
            return;
        }

        // Comparing again what differed is what a restart of a verification is for; in one attempt once is enough.
        bool recopy = brief.Settings.Kind == TransferKind.Verify && brief.Attempt > 1;
        ChunksTaken taken = await context.CallActivityAsync<ChunksTaken>(
            nameof(ScheduleChunks),
            new ChunksWanted(
                brief.TransferId,
                brief.Attempt,
                run.Capabilities!,
                _again,
                _takenUpTo,
                _planned,
                _lookUpTo,
                free,
                recopy,
                TakeReached()),
            RemoteActivities.Retries);
        foreach (ChunkOrder order in _again.Concat(taken.Numbers.Select(chunk => new ChunkOrder(chunk, 1, recopy))))
        {
            _inHand.Add(order.Chunk, (order, EndOfAsync(order, taken)));
        }

        _again = [];
        _takenUpTo = taken.UpTo;
    }

    private Task<ChunkVerdict> EndOfAsync(ChunkOrder order, ChunksTaken taken)
        => taken.Ended.FirstOrDefault(ended => ended.Chunk == order.Chunk) is { } known
            ? Task.FromResult(known.Verdict)
            : context.WaitForExternalEvent<ChunkVerdict>(
                ChunkVerdict.EventName(brief.TransferId, brief.Attempt, order.Chunk, order.Try));

    private void ListOn()
    {
        if (_planning is not null || _listingComplete || brief.FailedOnly || Waiting >= Window)
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
            ? KeylessPlan.RunAsync(context, brief, input, _ranges + 1, TakeReached())
            : PlanAsync(context, brief, input, _ranges + 1, TakeReached());
    }

    /// <summary>Plans the range with this number.</summary>
    public static Task<RemoteOutcome<PlanCopyResult>> PlanAsync(
        TaskOrchestrationContext context, TransferBrief brief, PlanCopyInput input, int range, StateReached? reached)
        => context.CallRemoteActivityAsync<PlanCopyResult>(
            brief.TransferId,
            brief.CopyNode,
            CommandId.For(brief.TransferId, brief.Attempt, CommandNames.PlanCopy, range),
            CommandNames.PlanCopy,
            input,
            reached);

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
        foreach ((ChunkOrder order, Task<ChunkVerdict> ended) in _inHand.Values.Where(chunk => chunk.Ended.IsCompleted).ToArray())
        {
            _inHand.Remove(order.Chunk);
            _steps++;
            ChunkVerdict verdict = ended.Result;
            switch (verdict.End)
            {
                case ChunkEnd.Failed:
                    Fault ??= verdict.Fault;
                    break;
                case ChunkEnd.Again:
                    Pause(order with { Try = order.Try + 1, Recopy = verdict.Recopy }, verdict.Pause ?? TimeSpan.Zero);
                    break;
                case ChunkEnd.Stopped:
                    Pause(order with { Try = order.Try + 1 }, AfterStop);
                    break;
            }
        }
    }

    private void Pause(ChunkOrder next, TimeSpan pause)
        => _paused.Add(next.Chunk, (next, timers.After(pause)));

    private void TakeInPauses()
    {
        foreach ((ChunkOrder next, Task pause) in _paused.Values.Where(chunk => chunk.Pause.IsCompleted).ToArray())
        {
            _paused.Remove(next.Chunk);
            _again.Add(next);
        }
    }

    /// <summary>The state that the first work reaches is recorded together with it.</summary>
    private StateReached? TakeReached()
    {
        StateReached? now = _reached;
        _reached = null;
        return now;
    }

    /// <summary>There was no work at all to record it with.</summary>
    private async Task TellReachedAsync()
    {
        if (TakeReached() is { } now)
        {
            await context.CallActivityAsync<bool>(nameof(RecordState), now, RemoteActivities.Retries);
        }
    }

    private static Fault? FaultOf(Task? task) => task?.Exception?.GetBaseException() is { } exception
        ? Faults.Unexpected(exception.Message)
        : null;
}
