using System.Threading.Channels;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>The single writer of one instance.</summary>
/// <remarks>
/// <code>
///  clients, activities, timers, other instances
///      │ AppendAsync
///      ▼
///  (1) mailbox ──▶ (2) gather what waits, decide each against the state
///      ▲                 │                    │ messages to process, no episode running?
///      │                 │                    ▼
///      └── finished ◀────┼─── (3) episode: the handler is called, and what arrives meanwhile is gathered
///                        ▼ an episode has finished; or none runs, or it takes long, or the transaction is full
///  (4) one transaction: history, work rows and status of the finished episode, inbox rows of what it has not consumed:
///      valid all at once ──▶ (5) tell the callers ──▶ (6) hand out the work
/// </code>
/// So an event, a result or a start costs one write: it is stored as the history that the episode made of it. The callers
/// wait for that write, the orchestrator does not wait for theirs. When the handler takes its time, after
/// <see cref="LongestHold"/> or when the transaction is full, what has been gathered is stored as inbox rows.
/// Dying before (4): nothing happened; callers were told nothing, what the episode made of their messages is lost with
/// them, and an episode of stored messages is run again. Between rows of a large (4): the rows name an episode that the
/// instance row does not, and are deleted at the next load. After (4), before (6): the rows are found at the next load and
/// handed out then. A failed write of unknown outcome ends the actor; its successor reads what is true.
/// </remarks>
internal sealed partial class InstanceActor(
    string id,
    InstancePartition partition,
    HubOwnership ownership,
    EpisodeRunner episodes,
    WorkBoard board,
    TimeProvider time,
    ILogger<InstanceActor> logger)
{
    // An episode takes milliseconds; so long may what arrives meanwhile wait to be stored together with its outcome.
    private static readonly TimeSpan LongestHold = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstRedelivery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRedelivery = TimeSpan.FromSeconds(30);

    private readonly Channel<Item> _mailbox = Channel.CreateUnbounded<Item>();
    private readonly List<Append> _decided = [];
    private InstanceState _state = null!;
    private bool _episodeRunning;
    private bool _episodeIsSlow;
    private bool _closing;

    /// <summary>Gets a value indicating whether the instance still had work to do when the actor ended.</summary>
    public bool LeavesWork { get; private set; }

    /// <summary>Offers something to the instance. False: this actor has ended, ask its successor.</summary>
    public bool TryAppend(Func<InstanceState, AppendOutcome> decide, out Task<AppendOutcome> outcome)
    {
        var append = new Append(decide);
        outcome = append.Answer.Task;
        return _mailbox.Writer.TryWrite(append);
    }

    /// <summary>Runs until the instance is at rest or the host stops.</summary>
    /// <exception cref="Exception">A write failed: whoever waits is told so, and a successor must load the instance anew.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await LoadAsync(stopping);
            await LoopAsync(stopping);
        }
        catch (Exception e)
        {
            LeavesWork = true;
            FailWaiting(e);
            throw;
        }
    }

    private async Task LoadAsync(CancellationToken stopping)
    {
        (InstanceRecord? record, IReadOnlyList<PartitionRow> rows) = await partition.LoadAsync(stopping);
        if (record is { IsPurging: true })
        {
            await partition.PurgeAsync(stopping);
            (record, rows) = (null, []);
        }

        _state = InstanceState.Load(id, ownership.Epoch, record, rows, out IReadOnlyList<string> torn);
        await partition.DeleteAsync(torn, stopping);
        if (_state.Outbox.Count + _state.Receipts.Count > 0)
        {
            // Once a message was delivered and its receipt forgotten, only storage knows: so no message is sent from what
            // a former owner may still change.
            await partition.ClaimAsync(stopping);
        }

        HandOut(new EpisodeWork([.. _state.Activities], [.. _state.Timers], [.. _state.Outbox]));
        foreach (OutboxAddress receipt in _state.Receipts)
        {
            board.Check(id, receipt);
        }
    }

    private bool Holds => _episodeRunning && !_episodeIsSlow && InstancePartition.HasRoom(_state.Changes);

    private async Task LoopAsync(CancellationToken stopping)
    {
        StartEpisodeIfDue(stopping);
        while (await HasItemsAsync(stopping))
        {
            if (Gather() is { } ended)
            {
                await StoreEpisodeAsync(ended.Result, stopping);
            }

            StartEpisodeIfDue(stopping);
            if (!Holds)
            {
                await CommitAsync(stopping);
            }
        }
    }

    private async Task StoreEpisodeAsync(EpisodeResult result, CancellationToken stopping)
    {
        if (!InstancePartition.HasRoomForEpisode(_state.Changes) || (!partition.Exists && !result.IsSmall))
        {
            // What an episode needs several transactions for is written under an instance row that is there already.
            await CommitAsync(stopping);
        }

        EpisodeWork work = _state.Apply(result);
        await CommitAsync(stopping);
        LogEpisode(id, _state.Record!.Episode, result.NewHistory.Count, _state.Record.Status);
        HandOut(work);
        _episodeRunning = false;
    }

    /// <summary>Waits for the next item; false when there is none and never need be.</summary>
    private async Task<bool> HasItemsAsync(CancellationToken stopping)
    {
        while (_mailbox.Reader.Count == 0 && _state.Garbage.Count > 0 && _decided.Count == 0
            && _state.Record is not null)
        {
            await SubmitAsync(new PartitionChanges(), stopping);
        }

        if (!_episodeRunning && _state.Record is not { IsOpen: true })
        {
            // At rest. What slips in before the mailbox is closed is still stored; a successor acts on it.
            _closing = true;
            _mailbox.Writer.TryComplete();
        }

        bool hasItems = await _mailbox.Reader.WaitToReadAsync(stopping);
        LeavesWork = !hasItems && _state.Record is { IsOpen: true };
        return hasItems;
    }

    private EpisodeEnd? Gather()
    {
        while (InstancePartition.HasRoom(_state.Changes) && _state.Record is not { IsPurging: true }
            && _mailbox.Reader.TryRead(out Item? item))
        {
            if (item is EpisodeEnd ended)
            {
                return ended;
            }

            if (item is EpisodeIsSlow)
            {
                _episodeIsSlow = true;
                continue;
            }

            var append = (Append)item;
            append.Outcome = append.Decide(_state);
            _decided.Add(append);
        }

        return null;
    }

    private async Task CommitAsync(CancellationToken stopping)
    {
        PartitionChanges changes = _state.TakeChanges();
        if (!changes.IsEmpty || _state.Record is { IsPurging: true })
        {
            await SubmitAsync(changes, stopping);
        }
        else if (_decided.Count > 0)
        {
            // Even an answer that changes nothing must not come from what a former owner may still change.
            await partition.ClaimAsync(stopping);
        }

        if (_state.Record is { IsPurging: true })
        {
            await partition.PurgeAsync(stopping);
            LogPurged(id);
            _state = InstanceState.Load(id, ownership.Epoch, null, [], out _);
        }

        foreach (Append append in _decided)
        {
            append.Answer.TrySetResult(append.Outcome);
        }

        _decided.Clear();
    }

    private async Task SubmitAsync(PartitionChanges changes, CancellationToken stopping)
        => _state.Swept(await partition.CommitAsync(_state.Record!, changes, _state.Garbage, stopping));

    private void StartEpisodeIfDue(CancellationToken stopping)
    {
        if (!_episodeRunning && !_closing && _state.NextEpisode() is { } input)
        {
            (_episodeRunning, _episodeIsSlow) = (true, false);
            _ = RunEpisodeAsync(input, stopping);
        }
    }

    private async Task RunEpisodeAsync(EpisodeInput input, CancellationToken stopping)
    {
        Task episode = RunUntilDoneAsync(input, stopping);
        try
        {
            await episode.WaitAsync(LongestHold, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            _mailbox.Writer.TryWrite(new EpisodeIsSlow());
        }
    }

    /// <summary>Posts the result to the mailbox, or closes the mailbox with the reason why there is none.</summary>
    private async Task RunUntilDoneAsync(EpisodeInput input, CancellationToken stopping)
    {
        TimeSpan delay = FirstRedelivery;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                EpisodeResult result = await episodes.RunAsync(input, stopping);
                _mailbox.Writer.TryWrite(new EpisodeEnd(result));
                return;
            }
            catch (TurnAbortedException e)
            {
                LogAborted(id, e.Message, delay);
                await Task.Delay(delay, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                delay = delay * 2 < LongestRedelivery ? delay * 2 : LongestRedelivery;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A fault of this host, not of the app: the messages stay, and the actor ends with the reason.
                _mailbox.Writer.TryComplete(e);
                return;
            }
        }
    }

    private void HandOut(EpisodeWork work)
    {
        foreach (PendingActivity activity in work.Activities)
        {
            board.Run(id, activity);
        }

        foreach (PendingTimer timer in work.Timers)
        {
            board.Schedule(id, timer);
        }

        foreach (PendingMessage message in work.Messages)
        {
            board.Send(id, message);
        }
    }

    private void FailWaiting(Exception reason)
    {
        _mailbox.Writer.TryComplete();
        while (_mailbox.Reader.TryRead(out Item? item))
        {
            if (item is Append append)
            {
                _decided.Add(append);
            }
        }

        foreach (Append append in _decided)
        {
            append.Answer.TrySetException(new NotStoredException(id, reason));
        }
    }
}
