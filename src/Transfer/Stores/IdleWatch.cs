namespace DtnBox.Transfer.Stores;

/// <summary>Cancels a call after a time without progress; every read or write renews it.</summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly TimeSpan _idle;
    private readonly CancellationTokenSource _expiry;
    private readonly CancellationTokenSource _linked;

    public IdleWatch(TimeSpan idle, TimeProvider time, CancellationToken cancellationToken)
    {
        _idle = idle;
        _expiry = new CancellationTokenSource(idle, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _expiry.Token);
    }

    public CancellationToken Token => _linked.Token;

    public bool Expired => _expiry.IsCancellationRequested;

    public void Renew() => _expiry.CancelAfter(_idle);

    /// <summary>Stops the watch while somebody else is to blame for a delay.</summary>
    public void Suspend() => _expiry.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _linked.Dispose();
        _expiry.Dispose();
    }
}
