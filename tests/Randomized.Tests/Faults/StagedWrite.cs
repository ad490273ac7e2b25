using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Faults;

/// <summary>A write to the tables that does not return to the process that sent it.</summary>
internal sealed class StagedWrite : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource<ProxiedRequest> _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FaultRule _rule;
    private readonly int _nth;
    private readonly bool _isStored;
    private int _count;

    public StagedWrite(FaultProxy tables, int nth, bool isStored)
    {
        (_nth, _isStored) = (nth, isStored);
        _rule = tables.Inject(IsTheOne, isStored ? new Fault.LoseAnswer() : new Fault.HoldUntil(_release.Task), times: 1);
    }

    /// <summary>Waits until it is held, or stored; false when no such write comes.</summary>
    public async Task<bool> HappensAsync()
    {
        bool Happened() => _arrived.Task.IsCompleted && (!_isStored || _arrived.Task.Result.Ended);
        if (await Eventually.HappensWithinAsync(Patience, Happened))
        {
            return true;
        }

        // Not later either: it could be the write of a process that takes over.
        Dispose();
        return false;
    }

    /// <summary>Lets it go on to the storage.</summary>
    public void Release() => _release.TrySetResult();

    public void Dispose()
    {
        _rule.Dispose();
        Release();
    }

    private bool IsTheOne(ProxiedRequest request)
    {
        if (!StorageFaults.IsWrite(request) || Interlocked.Increment(ref _count) != _nth)
        {
            return false;
        }

        _arrived.SetResult(request);
        return true;
    }
}
