using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Engine;

/// <content>From stored rows to state: which are valid, which are leftovers, which are garbage.</content>
internal sealed partial class InstanceState
{
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

        state._lastSequence = record.ConsumedThrough;
        foreach (PartitionRow row in rows)
        {
            state.LoadRow(record, row, leftovers);
        }

        state._lastStored = state._lastSequence;
        return state;
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
                _garbage.Add(row.RowKey);
                break;
            case RowKeys.HistoryKind:
                // Row keys sort as their numbers do, so the events come in the order they were written.
                _history.AddRange(HistoryEvents.Unpack(row.Payload));
                _historyRows.Add(row.RowKey);
                break;
            case RowKeys.TextKind:
                _storedTexts.Add(row.RowKey);
                break;
            case RowKeys.MessageKind:
                LoadMessage(record, row);
                break;
            case RowKeys.ActivityKind:
                _activities.Add(row.RowKey, new PendingActivity(row.RowKey, row.ExecutionId!, Parse(row)));
                break;
            case RowKeys.TimerKind:
                _timers.Add(row.RowKey, new PendingTimer(row.RowKey, row.ExecutionId!, Parse(row)));
                break;
            case RowKeys.OutboxKind:
                _outbox.Add(row.RowKey, LoadOutbox(row));
                break;
            case RowKeys.ReceiptKind:
                _receipts.Add(row.RowKey, new OutboxAddress(row.OtherInstanceId!, row.ExecutionId!, row.OtherRowKey!));
                break;
        }
    }

    private void LoadMessage(InstanceRecord record, PartitionRow row)
    {
        long sequence = RowKeys.Number(row.RowKey, 1);
        _lastSequence = Math.Max(_lastSequence, sequence);
        if (sequence <= record.ConsumedThrough)
        {
            _garbage.Add(row.RowKey);
        }
        else
        {
            _inbox.Add(sequence, new InboxMessage(sequence, row.ExecutionId, Parse(row)));
        }
    }

    // An outbox row needs two execution ids: the target's may be absent, the sender's is part of its address.
    private static PendingMessage LoadOutbox(PartitionRow row)
        => new(row.RowKey, row.ExecutionId!, row.OtherInstanceId!, row.OtherRowKey, Parse(row));

    private static HistoryEvent Parse(PartitionRow row) => HistoryEvent.Parser.ParseFrom(row.Payload.Span);
}
