using System.Text;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.TaskHub;
using Google.Protobuf;

namespace DtnBox.FunctionsHost.Engine;

/// <content>From changes to rows: what is written, and what becomes garbage.</content>
internal sealed partial class InstanceState
{
    private void AddMessage(HistoryEvent message, string? executionId)
    {
        long sequence = ++_lastSequence;
        _inbox.Add(sequence, new InboxMessage(sequence, executionId, message));
        Changes.Puts.Add(new PartitionRow(RowKeys.Message(sequence), message.ToByteArray()) { ExecutionId = executionId });
    }

    private void AddHistory(IEnumerable<HistoryEvent> events, long episode)
    {
        HistoryEvent[] added = [.. events];
        _history.AddRange(added);
        foreach (ReadOnlyMemory<byte> packed in HistoryEvents.Pack(added))
        {
            string key = RowKeys.History(Record!.Generation, episode, _historyRows.Count);
            _historyRows.Add(key);
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
            _activities.Add(activity.RowKey, activity);
            Changes.Episode.Add(new PartitionRow(activity.RowKey, activity.Scheduled.ToByteArray())
            {
                ExecutionId = activity.ExecutionId,
            });
        }

        foreach (PendingTimer timer in newTimers)
        {
            _timers.Add(timer.RowKey, timer);
            Changes.Episode.Add(new PartitionRow(timer.RowKey, timer.Fired.ToByteArray()) { ExecutionId = timer.ExecutionId });
        }

        foreach (PendingMessage message in newMessages)
        {
            _outbox.Add(message.RowKey, message);
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
        _garbage.AddRange(_historyRows);
        _historyRows.Clear();
        _history.Clear();
    }

    private void DropInboxThrough(long sequence)
    {
        var unstored = new HashSet<string>();
        foreach (long consumed in _inbox.Keys.TakeWhile(key => key <= sequence).ToArray())
        {
            _inbox.Remove(consumed);
            if (consumed > _lastStored)
            {
                unstored.Add(RowKeys.Message(consumed));
            }
            else
            {
                _garbage.Add(RowKeys.Message(consumed));
            }
        }

        Changes.Puts.RemoveAll(row => unstored.Contains(row.RowKey));
    }

    private void DropTimersUnless(Func<PendingTimer, bool> wanted)
    {
        foreach (PendingTimer timer in _timers.Values.Where(timer => !wanted(timer)).ToArray())
        {
            _timers.Remove(timer.RowKey);
            _garbage.Add(timer.RowKey);
        }
    }

    private AppendOutcome DeleteRow(string rowKey)
    {
        Changes.Deletes.Add(rowKey);
        return AppendOutcome.Stored;
    }

    /// <summary>Gives a text its row, or takes that away; once per commit, however often it changes until then.</summary>
    private bool SetText(string rowKey, string? text)
    {
        Changes.Puts.RemoveAll(row => row.RowKey == rowKey);
        Changes.Deletes.Remove(rowKey);
        if (text is not null)
        {
            Changes.Puts.Add(new PartitionRow(rowKey, Encoding.UTF8.GetBytes(text)));
        }
        else if (_storedTexts.Contains(rowKey))
        {
            Changes.Deletes.Add(rowKey);
        }

        return text is not null;
    }
}
