namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>This host's claim on the task hub: an epoch, and how long it may still act on it without renewing.</summary>
/// <remarks>
/// Time is this process's own monotonic clock, which runs on while it is paused: a host that slept past its lease
/// refuses its own next write. The ETag chain of each partition catches the write that was already on its way.
/// </remarks>
internal sealed class HubOwnership(TimeSpan lease, TimeProvider time, HostExit exit)
{
    private readonly Lock _sync = new();
    private long _renewedAt;
    private bool _lost;

    public long Epoch { get; private set; }

    public TimeSpan Lease => lease;

    public void Begin(long epoch, long at)
    {
        lock (_sync)
        {
            Epoch = epoch;
            _renewedAt = at;
        }
    }

    /// <summary>Extends the claim. The moment counts from when the renewal was sent, which others cannot have seen earlier.</summary>
    public void Renewed(long at)
    {
        lock (_sync)
        {
            _renewedAt = at;
        }
    }

    /// <summary>Gives how long the claim still holds without being renewed.</summary>
    public TimeSpan Left()
    {
        lock (_sync)
        {
            TimeSpan left = lease - time.GetElapsedTime(_renewedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void ThrowIfLost()
    {
        bool ranOut;
        lock (_sync)
        {
            ranOut = _lost || time.GetElapsedTime(_renewedAt) >= lease;
        }

        if (ranOut)
        {
            throw Lost("the lease ran out");
        }
    }

    /// <summary>Ends the claim and with it the host; gives the exception to throw.</summary>
    public OwnershipLostException Lost(string reason)
    {
        lock (_sync)
        {
            _lost = true;
        }

        exit.Fail();
        return new OwnershipLostException(reason);
    }
}

/// <summary>Another host owns the task hub now; this one must not write any more.</summary>
internal sealed class OwnershipLostException(string reason) : Exception($"This host lost the task hub: {reason}.");
