using System.Text;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.TaskHub;
using Google.Protobuf;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>An instance in memory: decides what each thing offered to it changes, and notes the rows to write.</summary>
/// <remarks>
/// Not thread-safe: its actor is the only caller. It runs ahead of storage by one commit at most, nobody is told of a
/// change before it is stored, and a state whose commit failed is thrown away.
/// </remarks>
internal sealed class InstanceState
{
    private readonly string id;
    private readonly long epoch;
    private readonly List<HistoryEvent> history = [];
    private readonly List<string> historyRows = [];
    private readonly SortedDictionary<long, InboxMessage> inbox = [];
    private readonly Dictionary<string, PendingActivity> activities = [];
    private readonly Dictionary<string, PendingTimer> timers = [];
    private readonly Dictionary<string, PendingMessage> outbox = [];
    private readonly Dictionary<string, OutboxAddress> receipts = [];
    private readonly List<string> garbage = [];
    private long lastSequence;

    private InstanceState(string id, long epoch) => (this.id, this.epoch) = (id, epoch);

    public InstanceRecord? Record { get; private set; }

    /// <summary>Gets the rows to write with the next commit.</summary>
    public PartitionChanges Changes { get; private set; } = new();

    /// <summary>Gets the rows that mean nothing any more, to be deleted when there is room.</summary>
    public IReadOnlyList<string> Garbage => garbage;

    public IReadOnlyCollection<PendingActivity> Activities => activities.Values;

    public IReadOnlyCollection<PendingTimer> Timers => timers.Values;

    public IReadOnlyCollection<PendingMessage> Outbox => outbox.Values;

    public IReadOnlyCollection<OutboxAddress> Receipts => receipts.Values;

    private bool IsLive => Record is { IsTerminal: false };

    /// <summary>Builds the state from what was stored.</summary>
    /// <param name="torn">Rows of an episode that was not committed; they must go before the next one is.</param>
    public static InstanceState Load(
        string id, long epoch, InstanceRecord? record, IReadOnlyList<PartitionRow> rows, out IReadOnlyList<string> torn)
    {
        var state = new InstanceState(id, epoch) { Record = record };
        var leftovers = new List<string>();
        torn = leftovers;
        if (record is null)
        {
            return state;
        }

        state.lastSequence = record.ConsumedThrough;
        foreach (PartitionRow row in rows)
        {
            state.LoadRow(record, row, leftovers);
        }

        return state;
    }

    public PartitionChanges TakeChanges()
    {
        PartitionChanges taken = Changes;
        Changes = new PartitionChanges();
        if (Record is { } record)
        {
            Record = record with { IsOpen = record.IsPurging || !record.IsTerminal || activities.Count + outbox.Count > 0 };
        }

        return taken;
    }

    public void Swept(int count) => garbage.RemoveRange(0, count);

    /// <summary>Begins an execution, in place of one that has ended if there was one.</summary>
    public AppendOutcome Start(HistoryEvent message, DateTimeOffset now)
    {
        if (IsLive)
        {
            return AppendOutcome.Conflict;
        }

        ExecutionStartedEvent started = message.ExecutionStarted;
        DropHistory();
        DropInboxThrough(lastSequence);
        InstanceRecord? old = Record;
        Record = new InstanceRecord
        {
            InstanceId = id,
            Name = started.Name,
            Version = started.Version,
            ExecutionId = started.OrchestrationInstance.ExecutionId,
            Status = OrchestrationStatus.Pending,
            CreatedAt = now,
            UpdatedAt = now,
            Generation = (old?.Generation ?? 0) + 1,
            Episode = old?.Episode ?? 0,
            ConsumedThrough = lastSequence,
            OwnerEpoch = epoch,
            HasInput = SetText(RowKeys.Input, started.Input, old?.HasInput ?? false),
            HasOutput = SetText(RowKeys.Output, null, old?.HasOutput ?? false),
            HasCustomStatus = SetText(RowKeys.CustomStatus, null, old?.HasCustomStatus ?? false),
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
        if (receipts.ContainsKey(receipt))
        {
            return AppendOutcome.Dropped;
        }

        AppendOutcome outcome = message.Event.ExecutionStarted is not null
            ? Start(message.Event, now)
            : PostTo(message.TargetExecutionId, message.Event);
        if (outcome == AppendOutcome.Stored)
        {
            receipts.Add(receipt, sender);
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
        return receipts.Remove(receipt) ? DeleteRow(receipt) : AppendOutcome.Dropped;
    }

    public AppendOutcome Delivered(string outboxRow)
        => outbox.Remove(outboxRow) ? DeleteRow(outboxRow) : AppendOutcome.Dropped;

    /// <summary>Exchanges an activity for its result, which only the execution that scheduled it receives.</summary>
    public AppendOutcome FinishActivity(PendingActivity activity, HistoryEvent result)
    {
        if (!activities.Remove(activity.RowKey))
        {
            return AppendOutcome.Dropped;
        }

        PostTo(activity.ExecutionId, result);
        return DeleteRow(activity.RowKey);
    }

    public AppendOutcome FireTimer(PendingTimer timer)
    {
        if (!timers.Remove(timer.RowKey))
        {
            return AppendOutcome.Dropped;
        }

        PostTo(timer.ExecutionId, timer.Fired);
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

        Record = record with { IsPurging = true };
        return AppendOutcome.Stored;
    }

    /// <summary>Takes what the next episode has to process; null when there is nothing.</summary>
    public EpisodeInput? NextEpisode()
    {
        if (Record is not { IsTerminal: false } record || inbox.Count == 0)
        {
            return null;
        }

        HistoryEvent[] messages = [.. inbox.Values.Where(IsForCurrentExecution).Select(message => message.Event)];
        if (messages.Length > 0)
        {
            return new EpisodeInput(id, record.ExecutionId, [.. history], messages, lastSequence);
        }

        // Only late results for executions that are over: consumed without bothering the orchestrator.
        DropInboxThrough(lastSequence);
        Record = record with { ConsumedThrough = lastSequence };
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
        long consumed = ends ? lastSequence : result.ConsumesThrough;
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
            HasInput = result.IsNewGeneration ? SetText(RowKeys.Input, started.Input, record.HasInput) : record.HasInput,
            HasOutput = result.Status is null ? record.HasOutput : SetText(RowKeys.Output, result.Output, record.HasOutput),
            HasCustomStatus = SetText(RowKeys.CustomStatus, result.CustomStatus, record.HasCustomStatus),
        };
        AddHistory(result.NewHistory, episode);
        DropTimersUnless(timer => !ends && timer.ExecutionId == Record.ExecutionId);
        return AddWork(result, episode, ends);
    }

    private void LoadRow(InstanceRecord record, PartitionRow row, List<string> leftovers)
    {
        switch (row.RowKey[0])
        {
            case RowKeys.HistoryKind when RowKeys.Number(row.RowKey, 2) > record.Episode:
            case RowKeys.ActivityKind or RowKeys.TimerKind or RowKeys.OutboxKind
                when RowKeys.Number(row.RowKey, 1) > record.Episode:
                leftovers.Add(row.RowKey);
                break;
            case RowKeys.HistoryKind when RowKeys.Number(row.RowKey, 1) != record.Generation:
            case RowKeys.TimerKind when record.IsTerminal || row.ExecutionId != record.ExecutionId:
                garbage.Add(row.RowKey);
                break;
            case RowKeys.HistoryKind:
                // Row keys sort as their numbers do, so the events come in the order they were written.
                history.AddRange(HistoryEvents.Unpack(row.Payload));
                historyRows.Add(row.RowKey);
                break;
            case RowKeys.MessageKind:
                LoadMessage(record, row);
                break;
            case RowKeys.ActivityKind:
                activities.Add(row.RowKey, new PendingActivity(row.RowKey, row.ExecutionId!, Parse(row)));
                break;
            case RowKeys.TimerKind:
                timers.Add(row.RowKey, new PendingTimer(row.RowKey, row.ExecutionId!, Parse(row)));
                break;
            case RowKeys.OutboxKind:
                outbox.Add(row.RowKey, LoadOutbox(row));
                break;
            case RowKeys.ReceiptKind:
                receipts.Add(row.RowKey, new OutboxAddress(row.OtherInstanceId!, row.ExecutionId!, row.OtherRowKey!));
                break;
        }
    }

    private void LoadMessage(InstanceRecord record, PartitionRow row)
    {
        long sequence = RowKeys.Number(row.RowKey, 1);
        lastSequence = Math.Max(lastSequence, sequence);
        if (sequence <= record.ConsumedThrough)
        {
            garbage.Add(row.RowKey);
        }
        else
        {
            inbox.Add(sequence, new InboxMessage(sequence, row.ExecutionId, Parse(row)));
        }
    }

    // An outbox row needs two execution ids: the target's may be absent, the sender's is part of its address.
    private static PendingMessage LoadOutbox(PartitionRow row)
        => new(row.RowKey, row.ExecutionId!, row.OtherInstanceId!, row.OtherRowKey, Parse(row));

    private static HistoryEvent Parse(PartitionRow row) => HistoryEvent.Parser.ParseFrom(row.Payload.Span);

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

    private void AddMessage(HistoryEvent message, string? executionId)
    {
        long sequence = ++lastSequence;
        inbox.Add(sequence, new InboxMessage(sequence, executionId, message));
        Changes.Puts.Add(new PartitionRow(RowKeys.Message(sequence), message.ToByteArray()) { ExecutionId = executionId });
    }

    private void AddHistory(IEnumerable<HistoryEvent> events, long episode)
    {
        HistoryEvent[] added = [.. events];
        history.AddRange(added);
        foreach (ReadOnlyMemory<byte> packed in HistoryEvents.Pack(added))
        {
            string key = RowKeys.History(Record!.Generation, episode, historyRows.Count);
            historyRows.Add(key);
            Changes.Episode.Add(new PartitionRow(key, packed));
        }
    }

    private EpisodeWork AddWork(EpisodeResult result, long episode, bool ends)
    {
        PendingActivity[] newActivities = [.. result.Activities.Select((activity, index) =>
            activity with { RowKey = RowKeys.Work(RowKeys.ActivityKind, episode, index) })];
        PendingTimer[] newTimers = ends ? [] : [.. result.Timers.Select((timer, index) =>
            timer with { RowKey = RowKeys.Work(RowKeys.TimerKind, episode, index) })];
        PendingMessage[] newMessages = [.. result.Messages.Select((message, index) =>
            message with { RowKey = RowKeys.Work(RowKeys.OutboxKind, episode, index) })];
        foreach (PendingActivity activity in newActivities)
        {
            activities.Add(activity.RowKey, activity);
            Changes.Episode.Add(new PartitionRow(activity.RowKey, activity.Scheduled.ToByteArray())
            {
                ExecutionId = activity.ExecutionId,
            });
        }

        foreach (PendingTimer timer in newTimers)
        {
            timers.Add(timer.RowKey, timer);
            Changes.Episode.Add(new PartitionRow(timer.RowKey, timer.Fired.ToByteArray()) { ExecutionId = timer.ExecutionId });
        }

        foreach (PendingMessage message in newMessages)
        {
            outbox.Add(message.RowKey, message);
            Changes.Episode.Add(new PartitionRow(message.RowKey, message.Event.ToByteArray())
            {
                ExecutionId = message.SenderExecutionId,
                OtherInstanceId = message.TargetInstanceId,
                OtherRowKey = message.TargetExecutionId,
            });
        }

        return new EpisodeWork(newActivities, newTimers, newMessages);
    }

    private void DropHistory()
    {
        garbage.AddRange(historyRows);
        historyRows.Clear();
        history.Clear();
    }

    private void DropInboxThrough(long sequence)
    {
        foreach (long consumed in inbox.Keys.TakeWhile(key => key <= sequence).ToArray())
        {
            inbox.Remove(consumed);
            garbage.Add(RowKeys.Message(consumed));
        }
    }

    private void DropTimersUnless(Func<PendingTimer, bool> wanted)
    {
        foreach (PendingTimer timer in timers.Values.Where(timer => !wanted(timer)).ToArray())
        {
            timers.Remove(timer.RowKey);
            garbage.Add(timer.RowKey);
        }
    }

    private AppendOutcome DeleteRow(string rowKey)
    {
        Changes.Deletes.Add(rowKey);
        return AppendOutcome.Stored;
    }

    private bool SetText(string rowKey, string? text, bool exists)
    {
        if (text is not null)
        {
            Changes.Puts.Add(new PartitionRow(rowKey, Encoding.UTF8.GetBytes(text)));
        }
        else if (exists)
        {
            Changes.Deletes.Add(rowKey);
        }

        return text is not null;
    }
}

/// <summary>What a committed episode hands out.</summary>
internal sealed record EpisodeWork(
    IReadOnlyList<PendingActivity> Activities,
    IReadOnlyList<PendingTimer> Timers,
    IReadOnlyList<PendingMessage> Messages);
