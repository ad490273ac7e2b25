namespace DtnBox.Functions.Audit;

/// <summary>How many denials of one caller are entered one by one; the rest of a minute is one entry with their number.</summary>
internal sealed class DenialBudget(TimeProvider time)
{
    /// <summary>Entries of one caller in one minute.</summary>
    public const int Most = 20;

    /// <summary>Callers told apart in one minute; whoever comes from more addresses than that counts as one.</summary>
    public const int MostCallers = 1_000;

    private const string TheRest = "many addresses";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Counter> _counters = new(StringComparer.Ordinal);

    /// <summary>Counts a denial; says whether it is to be entered by itself.</summary>
    public bool TryTake(string caller)
    {
        lock (_lock)
        {
            Counter counter = CounterOf(caller);
            counter.Count++;
            return counter.Count <= Most;
        }
    }

    /// <summary>Whether a caller was denied so often in this minute that it is not worth asking again.</summary>
    public bool IsSpent(string caller)
    {
        lock (_lock)
        {
            return _counters.TryGetValue(KeyOf(caller), out Counter? counter)
                && counter.Count >= Most && time.GetUtcNow() - counter.Since < Period;
        }
    }

    /// <summary>Takes out the minutes that are over, or all of them, with what was not entered in them.</summary>
    public IReadOnlyList<(string Caller, long More)> TakeOver(bool all = false)
    {
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            List<(string Caller, long More)> rests = [];
            foreach ((string caller, Counter counter) in _counters.Where(entry => all || now - entry.Value.Since >= Period).ToArray())
            {
                _counters.Remove(caller);
                rests.Add((caller, Math.Max(0, counter.Count - Most)));
            }

            return [.. rests.Where(entry => entry.More > 0)];
        }
    }

    private string KeyOf(string caller)
        => _counters.ContainsKey(caller) || _counters.Count < MostCallers ? caller : TheRest;

    private Counter CounterOf(string caller)
    {
        string key = KeyOf(caller);
        if (!_counters.TryGetValue(key, out Counter? counter))
        {
            _counters[key] = counter = new Counter { Since = time.GetUtcNow() };
        }

        return counter;
    }

    private sealed class Counter
    {
        public DateTimeOffset Since { get; init; }

        public long Count { get; set; }
    }
}
