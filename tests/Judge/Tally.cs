namespace DtnBox.Judge;

/// <summary>What was found so far, from several objects at once.</summary>
internal sealed class Tally
{
    private const int Shown = 20;

    private readonly List<Difference> _first = [];
    private readonly Lock _lock = new();
    private long _differences;
    private long _objects;
    private long _bytes;

    public void AddSame(long bytes)
    {
        lock (_lock)
        {
            _objects++;
            _bytes += bytes;
        }
    }

    public void Add(Difference difference)
    {
        lock (_lock)
        {
            _differences++;
            if (_first.Count < Shown)
            {
                _first.Add(difference);
            }
        }
    }

    public Verdict ToVerdict()
    {
        lock (_lock)
        {
            return new Verdict(_objects, _bytes, _differences, [.. _first]);
        }
    }
}
