namespace DtnBox.FunctionsHost.Engine;

/// <summary>Fires durable timers when they are due, or at once when they fell due while no host ran.</summary>
internal sealed class DurableTimers(WorkBoard board, InstanceDirectory instances, TimeProvider time) : BackgroundService
{
    // A step of the wall clock is noticed within this time.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly PriorityQueue<WorkFor<PendingTimer>, DateTimeOffset> _waiting = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            while (board.Timers.TryRead(out WorkFor<PendingTimer>? timer))
            {
                _waiting.Enqueue(timer, timer.Work.FireAt);
            }

            await WaitAsync(FireDue(), stoppingToken);
        }
    }

    /// <summary>Fires what is due and gives how long the next one has.</summary>
    private TimeSpan FireDue()
    {
        while (_waiting.TryPeek(out WorkFor<PendingTimer>? timer, out DateTimeOffset due))
        {
            DateTimeOffset now = time.GetUtcNow();
            TimeSpan left = due - now;
            if (left > TimeSpan.Zero)
            {
                return left < LongestWait ? left : LongestWait;
            }

            _waiting.Dequeue();
            HostMeter.Waits(HostMeter.Timers, -1);
            // It fails only when the host stops; the row is still there then.
            _ = instances.AppendUntilStoredAsync(timer.InstanceId, state => state.FireTimer(timer.Work, now));
        }

        return LongestWait;
    }

    private async Task WaitAsync(TimeSpan delay, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        Task arrival = board.Timers.WaitToReadAsync(either.Token).AsTask();
        await Task.WhenAny(arrival, Task.Delay(delay, time, either.Token));
        await either.CancelAsync();
        await arrival.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
