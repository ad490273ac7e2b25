namespace DtnBox.Transfer.Tuning;

/// <summary>A semaphore whose size can change while it is used. First come, first served.</summary>
internal sealed class AdjustableSlots(int limit, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private int _limit = limit;
    private int _inUse;
    private long _contendedSince;
    private TimeSpan _contended;

    /// <summary>Gets or sets how many may be taken. When it falls below what is taken, nothing is taken away.</summary>
    public int Limit
    {
        get => Volatile.Read(ref _limit);
        set
        {
            lock (_gate)
            {
                _limit = value;
                Admit();
            }
        }
    }

    public int InUse => Volatile.Read(ref _inUse);

    /// <summary>For how long, all in all, somebody has waited here.</summary>
    public TimeSpan Contended()
    {
        lock (_gate)
        {
            return _contended + (_waiting.Count > 0 ? time.GetElapsedTime(_contendedSince) : TimeSpan.Zero);
        }
    }

    /// <summary>Takes a slot; whoever took it releases it.</summary>
    public ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_inUse < _limit && _waiting.Count == 0)
            {
                _inUse++;
                return ValueTask.CompletedTask;
            }

            if (_waiting.Count == 0)
            {
                _contendedSince = time.GetTimestamp();
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(WaitAsync(_waiting.AddLast(turn), cancellationToken));
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            _inUse--;
            Admit();
        }
    }

    private async Task WaitAsync(LinkedListNode<TaskCompletionSource> turn, CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration _ = cancellationToken.UnsafeRegister(_ => GiveUp(turn, cancellationToken), null);
        await turn.Value.Task;
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource> turn, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // A turn that is no longer in the list has come: then the slot is its owner's to release.
            if (turn.List is not null)
            {
                Remove(turn);
                turn.Value.SetCanceled(cancellationToken);
            }
        }
    }

    private void Admit()
    {
        while (_inUse < _limit && _waiting.First is { } next)
        {
            _inUse++;
            Remove(next);
            next.Value.SetResult();
        }
    }

    private void Remove(LinkedListNode<TaskCompletionSource> turn)
    {
        _waiting.Remove(turn);
        if (_waiting.Count == 0)
        {
            _contended += time.GetElapsedTime(_contendedSince);
        }
    }
}
