namespace DtnBox.FunctionsHost.Worker;

/// <summary>When workers died. The third time within half an hour ends Microsoft's host; this one makes a longer pause.</summary>
internal sealed class CrashCount(TimeProvider time)
{
    public const int Limit = 3;

    private readonly Queue<DateTimeOffset> _crashes = new();

    public bool IsTooMany => _crashes.Count >= Limit;

    /// <summary>Takes note of a crash, and tells how long to wait: at first not at all, and so that one that cannot run is no burden.</summary>
    public TimeSpan Add()
    {
        _crashes.Enqueue(time.GetUtcNow());
        while (_crashes.Peek() < time.GetUtcNow().AddMinutes(-30))
        {
            _crashes.Dequeue();
        }

        return TimeSpan.FromSeconds(IsTooMany ? 10 : _crashes.Count - 1);
    }
}
