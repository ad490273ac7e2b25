using System.Collections.Concurrent;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>What happened when, for the report of a violation.</summary>
internal sealed class Timeline(TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _faults = new();

    public IReadOnlyList<string> Faults => [.. _faults];

    public void Note(string what) => _lines.Enqueue($"{time.GetElapsedTime(_started).TotalSeconds,7:F3} s  {what}");

    /// <summary>Notes something that must not be.</summary>
    public void Report(string fault)
    {
        Note($"VIOLATION: {fault}");
        _faults.Enqueue(fault);
    }

    public override string ToString() => string.Join('\n', _lines);
}
