using DtnBox.Contracts;
using DtnBox.Contracts.Commands;

namespace DtnBox.Transfer.Copying;

/// <summary>Counts the outcomes of a chunk.</summary>
internal sealed class ChunkTally
{
    private readonly Dictionary<string, FaultSummary> _faults = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _notCopied = new(StringComparer.Ordinal);
    private long _objectsDone;
    private long _bytesDone;
    private long _objectsFailed;
    private long _objectsSent;
    private long _objectsUnsigned;

    public ChunkResult Result => new(
        _objectsDone,
        _bytesDone,
        _objectsFailed,
        _faults,
        _notCopied.Count == 0 ? null : _notCopied,
        ObjectsSent: _objectsSent,
        ObjectsUnsigned: _objectsUnsigned);

    public void AddDone(long bytes)
    {
        _objectsDone++;
        _bytesDone += bytes;
    }

    /// <summary>Counts an object whose parts are all at the destination and not yet put together.</summary>
    public void AddSent(long bytes)
    {
        _objectsSent++;
        _bytesDone += bytes;
    }

    public void AddUnsigned() => _objectsUnsigned++;

    public void AddNotCopied(IReadOnlyList<string>? properties)
    {
        foreach (string property in properties ?? [])
        {
            _notCopied[property] = _notCopied.GetValueOrDefault(property) + 1;
        }
    }

    public void AddFailed(string key, Fault fault)
    {
        _objectsFailed++;
        _faults[fault.Code] = _faults.TryGetValue(fault.Code, out FaultSummary? summary)
            ? summary with { Count = summary.Count + 1 }
            : new FaultSummary(1, key, fault);
    }
}
