using System.Text.Json;
using System.Threading.Channels;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Transfers.Live;

/// <summary>Looks at the transfers that somebody on this instance listens to, once for all of them, and tells them.</summary>
/// <remarks>
/// A transfer changes in many places and on many instances; what all of them share is the table. So it is read, every second
/// while anybody listens, and not at all otherwise. Many transfers make the rounds longer, and the pauses as long.
/// </remarks>
internal sealed partial class LiveTransfers(
    TransferStore transfers, TransferViews views, TimeProvider time, ILogger<LiveTransfers> logger) : BackgroundService
{
    private const int ReadsAtATime = 8;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly LiveBoard _board = new();
    private readonly Channel<bool> _arrivals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private bool _failed;

    /// <summary>Begins to tell a listener: at once what is known, and at once what has to be read for it.</summary>
    public void Add(LiveListener listener)
    {
        _board.Add(listener);
        _arrivals.Writer.TryWrite(true);
    }

    public void Remove(LiveListener listener) => _board.Remove(listener);

    /// <summary>Reads what is shown of a transfer.</summary>
    public async Task<LiveTransfer> ReadAsync(TransferRow row, CancellationToken cancellationToken)
    {
        DateTimeOffset readAt = time.GetUtcNow();
        TransferView view = await views.ViewAsync(row, cancellationToken);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(view, ContractJson.Options);
        return new LiveTransfer(row.GetId(), row.Owner, view, json, row.ETag, readAt);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (bool _ in _arrivals.Reader.ReadAllAsync(stoppingToken))
        {
            await WatchAsync(stoppingToken);
        }
    }

    /// <summary>Goes round until nobody listens any more.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        long begun = 0;
        TimeSpan pause = TimeSpan.Zero;
        while (_board.Listening() is { Length: > 0 } listeners)
        {
            // Whoever comes in a pause waits for none; only what nobody has looked at yet is read for them.
            bool due = pause == TimeSpan.Zero || time.GetElapsedTime(begun) >= pause;
            begun = due ? time.GetTimestamp() : begun;
            await GoRoundAsync(listeners, due, cancellationToken);
            pause = due ? TimeSpan.FromTicks(Math.Max(Pace.Ticks, 2 * time.GetElapsedTime(begun).Ticks)) : pause;
            await ArrivalAsync(pause - time.GetElapsedTime(begun), cancellationToken);
        }
    }

    /// <summary>Waits until somebody comes, but no longer than this.</summary>
    private async Task ArrivalAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (longest <= TimeSpan.Zero)
        {
            return;
        }

        using var over = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await _arrivals.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody came, and the next round is due.
        }
    }

    private async Task GoRoundAsync(LiveListener[] listeners, bool due, CancellationToken cancellationToken)
    {
        try
        {
            HashSet<string> ids = await ChooseAsync(listeners, due, cancellationToken);
            await Parallel.ForEachAsync(
                ids,
                new ParallelOptions { MaxDegreeOfParallelism = ReadsAtATime, CancellationToken = cancellationToken },
                async (id, cancel) => await LookAsync(id, listeners, cancel));
            _failed = false;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Streams end by themselves when their readers cannot be looked up either; else the next round goes on.
            LogUnreadable(_failed ? LogLevel.Debug : LogLevel.Warning, fault);
            _failed = true;
        }

        Array.ForEach(listeners, listener => listener.Begin());
    }

    /// <summary>The transfers to look at: those that somebody named, and all that have not ended if anybody wants the list.</summary>
    private async Task<HashSet<string>> ChooseAsync(LiveListener[] listeners, bool due, CancellationToken cancellationToken)
    {
        HashSet<string> ids = new(listeners.Select(listener => listener.TransferId).OfType<string>(), StringComparer.Ordinal);
        bool wantsAll = listeners.Any(listener => listener.TransferId is null);
        if (wantsAll)
        {
            ids.UnionWith(await transfers.ListActiveAsync(cancellationToken)
                .Select(active => active.GetId()).ToListAsync(cancellationToken));
            ids.UnionWith(await transfers.ListDeletedAsync(cancellationToken)
                .Select(deleted => deleted.GetId()).Where(id => !_board.HasHidden(id)).ToListAsync(cancellationToken));
        }

        _board.AddEnding(ids, wantsAll);
        if (!due)
        {
            _board.RemoveSeen(ids);
        }

        return ids;
    }

    private async Task LookAsync(string id, LiveListener[] listeners, CancellationToken cancellationToken)
    {
        LiveTransfer? before = _board.Find(id);
        DateTimeOffset readAt = time.GetUtcNow();
        TransferRow? row = await transfers.FindAsync(id, cancellationToken);
        if (row is { DeletedAt: not null })
        {
            _board.Hide(new LiveTransfer(id, row.Owner, null, [], default, readAt, IsDeleted: true));
        }
        else if (row is null || !listeners.Any(listener => listener.Wants(id, row.Owner)))
        {
            _board.Hide(new LiveTransfer(id, row?.Owner, null, [], default, readAt));
        }
        else if (before is not { HasEnded: true } || before.ETag != row.ETag)
        {
            _board.Show(await ReadAsync(row, cancellationToken));
        }
    }
}
