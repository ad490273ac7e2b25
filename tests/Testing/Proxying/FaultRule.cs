namespace DtnBox.Testing;

/// <summary>A fault in force at a <see cref="FaultProxy"/>; disposing it withdraws it.</summary>
public sealed class FaultRule : IDisposable
{
    private readonly Predicate<ProxiedRequest> _match;
    private readonly Fault _fault;
    private int _left;
    private int _hits;

    internal FaultRule(Predicate<ProxiedRequest> match, Fault fault, int times)
    {
        _match = match;
        _fault = fault;
        _left = times;
    }

    /// <summary>How often it has struck.</summary>
    public int Hits => Volatile.Read(ref _hits);

    public void Dispose() => Volatile.Write(ref _left, 0);

    internal Fault? Strike(ProxiedRequest request)
    {
        if (Volatile.Read(ref _left) <= 0 || !_match(request) || Interlocked.Decrement(ref _left) < 0)
        {
            return null;
        }

        Interlocked.Increment(ref _hits);
        return _fault;
    }
}
