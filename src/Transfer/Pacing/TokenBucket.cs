namespace DtnBox.Transfer.Pacing;

/// <summary>Lets bytes pass at a rate that can change at any moment. First come, first served.</summary>
/// <remarks>
/// Whoever comes while there are tokens may take more than there are, and the next waits until the debt is paid: so a
/// piece of any size passes, and over any time no more does than the rate allows, the burst, and one piece.
/// </remarks>
internal sealed class TokenBucket(TimeProvider time) : IDisposable
{
    private const int SmallestPiece = 4096;
    private const double BurstSeconds = 0.1;

    /// <summary>A timer takes no time that is too long; whoever still waits then waits again.</summary>
    private const double LongestWaitSeconds = 60;

    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private long _rate;
    private double _tokens;
    private long _filledAt = time.GetTimestamp();
    private ITimer? _timer;

    /// <summary>Gets or sets the rate; null lets everything pass. It holds at once, also for those who wait.</summary>
    public long? BytesPerSecond
    {
        get => Volatile.Read(ref _rate) is > 0 and var rate ? rate : null;
        set
        {
            lock (_gate)
            {
                Fill();
                Volatile.Write(ref _rate, value ?? 0);
                _tokens = Math.Min(_tokens, Burst);
                Serve();
            }
        }
    }

    /// <summary>Gets how many wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    private double Burst => Math.Max(SmallestPiece, _rate * BurstSeconds);

    /// <summary>How much of so many bytes to ask for at once, so that all streams go on side by side.</summary>
    public int Piece(int wanted)
        => BytesPerSecond is { } rate ? (int)Math.Min(wanted, Math.Max(SmallestPiece, rate * BurstSeconds / 2)) : wanted;

    /// <summary>Waits until these bytes may pass.</summary>
    public ValueTask TakeAsync(int bytes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Fill();
            if (_rate == 0 || (_tokens > 0 && _waiting.Count == 0))
            {
                _tokens -= bytes;
                return ValueTask.CompletedTask;
            }

            LinkedListNode<Waiter> waiter = _waiting.AddLast(new Waiter(bytes));
            Schedule();
            return new ValueTask(WaitAsync(waiter, cancellationToken));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
        }
    }

    private async Task WaitAsync(LinkedListNode<Waiter> waiter, CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration _ = cancellationToken.UnsafeRegister(_ => GiveUp(waiter, cancellationToken), null);
        await waiter.Value.Turn.Task;
    }

    private void GiveUp(LinkedListNode<Waiter> waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiter.List is not null)
            {
                _waiting.Remove(waiter);
                waiter.Value.Turn.SetCanceled(cancellationToken);
            }
        }
    }

    private void Fill()
    {
        long now = time.GetTimestamp();
        _tokens = _rate == 0 ? Burst : Math.Min(Burst, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * _rate));
        _filledAt = now;
    }

    private void Serve()
    {
        while (_waiting.First is { } first && (_rate == 0 || _tokens > 0))
        {
            _waiting.Remove(first);
            _tokens -= first.Value.Bytes;
            first.Value.Turn.SetResult();
        }

        Schedule();
    }

    private void Schedule()
    {
        if (_waiting.Count > 0)
        {
            _timer ??= time.CreateTimer(_ => OnTime(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            double seconds = Math.Min(LongestWaitSeconds, Math.Max(0, -_tokens) / _rate);
            _timer.Change(TimeSpan.FromSeconds(seconds) + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    private void OnTime()
    {
        lock (_gate)
        {
            Fill();
            Serve();
        }
    }

    private sealed record Waiter(int Bytes)
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
