using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>An instance in memory: decides what each thing offered to it changes, and notes the rows to write.</summary>
/// <remarks>
/// Not thread-safe: its actor is the only caller. It runs ahead of storage by one commit at most, nobody is told of a
/// change before it is stored, and a state whose commit failed is thrown away. A message that an episode consumes before
/// any commit never becomes a row: it is stored as the history that it is by then.
/// </remarks>
internal sealed partial class InstanceState
{
    private readonly string _id;
    private readonly long _epoch;
    private readonly List<HistoryEvent> _history = [];
    private readonly List<string> _historyRows = [];
    private readonly SortedDictionary<long, InboxMessage> _inbox = [];
    private readonly Dictionary<string, PendingActivity> _activities = [];
    private readonly Dictionary<string, PendingTimer> _timers = [];
    private readonly Dictionary<string, PendingMessage> _outbox = [];
    private readonly Dictionary<string, OutboxAddress> _receipts = [];
    private readonly List<string> _garbage = [];
    private readonly HashSet<string> _storedTexts = [];
    private long _lastSequence;
    private long _lastStored;

    private InstanceState(string id, long epoch) => (_id, _epoch) = (id, epoch);

    public InstanceRecord? Record { get; private set; }

    /// <summary>Gets the rows to write with the next commit.</summary>
    public PartitionChanges Changes { get; private set; } = new();

    /// <summary>Gets the rows that mean nothing any more, to be deleted when there is room.</summary>
    public IReadOnlyList<string> Garbage => _garbage;

    public IReadOnlyCollection<PendingActivity> Activities => _activities.Values;

    public IReadOnlyCollection<PendingTimer> Timers => _timers.Values;

    public IReadOnlyCollection<PendingMessage> Outbox => _outbox.Values;

    public IReadOnlyCollection<OutboxAddress> Receipts => _receipts.Values;

    private bool IsLive => Record is { IsTerminal: false };

    public PartitionChanges TakeChanges()
    {
        PartitionChanges taken = Changes;
        Changes = new PartitionChanges();
        _lastStored = _lastSequence;
        _storedTexts.UnionWith(taken.Puts.Select(row => row.RowKey).Where(RowKeys.IsText));
        _storedTexts.ExceptWith(taken.Deletes);
        if (Record is { } record)
        {
            Record = record with { IsOpen = record.IsPurging || !record.IsTerminal || _activities.Count + _outbox.Count > 0 };
        }

        return taken;
    }

    public void Swept(int count) => _garbage.RemoveRange(0, count);

    /// <summary>Begins an execution, in place of one that has ended if there was one.</summary>
    public AppendOutcome Start(HistoryEvent message, DateTimeOffset now)
    {
        if (IsLive)
        {
            return AppendOutcome.Conflict;
        }

        ExecutionStartedEvent started = message.ExecutionStarted;
        DropHistory();
        DropInboxThrough(_lastSequence);
        InstanceRecord? old = Record;
        Record = new InstanceRecord
        {
            InstanceId = _id,
            Name = started.Name,
            Version = started.Version,
            ExecutionId = started.OrchestrationInstance.ExecutionId,
            Status = OrchestrationStatus.Pending,
            CreatedAt = now,
            UpdatedAt = now,
            Generation = (old?.Generation ?? 0) + 1,
            Episode = old?.Episode ?? 0,
            ConsumedThrough = _lastSequence,
            OwnerEpoch = _epoch,
            HasInput = SetText(RowKeys.Input, started.Input),
            HasOutput = SetText(RowKeys.Output, null),
            HasCustomStatus = SetText(RowKeys.CustomStatus, null),
        };
        AddMessage(message, null);
        return AppendOutcome.Stored;
    }

    /// <summary>Puts a client's message (event, terminate, suspend, resume) into the inbox.</summary>
    public AppendOutcome Post(HistoryEvent message)
    {
        if (Record is not { } record)
        {
            return AppendOutcome.NotFound;
        }

        if (record.IsTerminal)
        {
            return AppendOutcome.Ended;
        }

        AddMessage(message, null);
        return AppendOutcome.Stored;
    }

    /// <summary>Takes a message of another instance, once however often it is delivered.</summary>
    public AppendOutcome Deliver(PendingMessage message, OutboxAddress sender, DateTimeOffset now)
    {
        string receipt = RowKeys.Receipt(sender);
        if (_receipts.ContainsKey(receipt))
        {
            return AppendOutcome.Dropped;
        }

        AppendOutcome outcome = message.Event.ExecutionStarted is not null
            ? Start(message.Event, now)
            : PostTo(message.TargetExecutionId, message.Event);
        if (outcome == AppendOutcome.Stored)
        {
            _receipts.Add(receipt, sender);
            Changes.Puts.Add(new PartitionRow(receipt, default)
            {
                ExecutionId = sender.ExecutionId,
                OtherInstanceId = sender.InstanceId,
                OtherRowKey = sender.RowKey,
            });
        }

        return outcome;
    }

    /// <summary>Forgets a receipt; its sender will not repeat the message.</summary>
    public AppendOutcome Forget(OutboxAddress sender)
    {
        string receipt = RowKeys.Receipt(sender);
        return _receipts.Remove(receipt) ? DeleteRow(receipt) : AppendOutcome.Dropped;
    }

    public AppendOutcome Delivered(string outboxRow)
        => _outbox.Remove(outboxRow) ? DeleteRow(outboxRow) : AppendOutcome.Dropped;

    /// <summary>Exchanges an activity for its result, which only the execution that scheduled it receives.</summary>
    public AppendOutcome FinishActivity(PendingActivity activity, HistoryEvent result)
    {
        if (!_activities.Remove(activity.RowKey))
        {
            return AppendOutcome.Dropped;
        }

        PostTo(activity.ExecutionId, result);
        return DeleteRow(activity.RowKey);
    }

    public AppendOutcome FireTimer(PendingTimer timer, DateTimeOffset now)
    {
        if (!_timers.Remove(timer.RowKey))
        {
            return AppendOutcome.Dropped;
        }

        PostTo(timer.ExecutionId, timer.Fired.At(now));
        return DeleteRow(timer.RowKey);
    }

    public AppendOutcome Purge()
    {
        if (Record is not { } record)
        {
            return AppendOutcome.NotFound;
        }

        if (!record.IsTerminal)
        {
            return AppendOutcome.NotEnded;
        }

        if (_outbox.Count + _receipts.Count > 0)
        {
            // Without the outbox a parent would wait for ever. Without the receipts a message that its sender repeats,
            // because it died before it knew, would start the purged instance again.
            return AppendOutcome.Unsettled;
        }

        Record = record with { IsPurging = true };
        return AppendOutcome.Stored;
    }

    /// <summary>Takes what the next episode has to process; null when there is nothing.</summary>
    public EpisodeInput? NextEpisode()
    {
        if (Record is not { IsTerminal: false } record || _inbox.Count == 0)
        {
            return null;
        }

        HistoryEvent[] messages = [.. _inbox.Values.Where(IsForCurrentExecution).Select(message => message.Event)];
        if (messages.Length > 0)
        {
            return new EpisodeInput(_id, record.ExecutionId, [.. _history], messages, _lastSequence);
        }

        // Only late results for executions that are over: consumed without bothering the orchestrator.
        DropInboxThrough(_lastSequence);
        Record = record with { ConsumedThrough = _lastSequence };
        return null;
    }

    /// <summary>Takes in a finished episode; its rows get their keys here.</summary>
    public EpisodeWork Apply(EpisodeResult result)
    {
        InstanceRecord record = Record!;
        long episode = record.Episode + 1;
        ExecutionStartedEvent started = result.Started.ExecutionStarted;
        OrchestrationStatus status = result.Status ?? record.Status;
        if (result.IsNewGeneration)
        {
            DropHistory();
        }

        bool ends = record with { Status = status } is { IsTerminal: true };
        // What reaches an ended instance is dropped, also what came while its last episode ran.
        long consumed = ends ? _lastSequence : result.ConsumesThrough;
        DropInboxThrough(consumed);
        Record = record with
        {
            Version = started.Version,
            ExecutionId = started.OrchestrationInstance.ExecutionId,
            Status = status,
            CreatedAt = result.IsNewGeneration ? result.Started.Timestamp.ToDateTimeOffset() : record.CreatedAt,
            UpdatedAt = result.At,
            Generation = result.IsNewGeneration ? record.Generation + 1 : record.Generation,
            Episode = episode,
            ConsumedThrough = consumed,
            HasInput = result.IsNewGeneration ? SetText(RowKeys.Input, started.Input) : record.HasInput,
            HasOutput = result.Status is null ? record.HasOutput : SetText(RowKeys.Output, result.Output),
            HasCustomStatus = SetText(RowKeys.CustomStatus, result.CustomStatus),
        };
        AddHistory(result.NewHistory, episode);
        DropTimersUnless(timer => !ends && timer.ExecutionId == Record.ExecutionId);
        return AddWork(result, episode, ends);
    }

    private bool IsForCurrentExecution(InboxMessage message)
        => message.ExecutionId is null || message.ExecutionId == Record!.ExecutionId;

    private AppendOutcome PostTo(string? executionId, HistoryEvent message)
    {
        if (!IsLive)
        {
            return AppendOutcome.Dropped;
        }

        AddMessage(message, executionId);
        return AppendOutcome.Stored;
    }
}
