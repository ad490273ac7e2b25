using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DtnBox.Transfer.Copying;

namespace DtnBox.CopyBench.Engine;

/// <summary>A ledger that remembers lines for as long as the chunk is in hand.</summary>
internal sealed class EngineLedger : IChunkLedger
{
    private readonly ConcurrentDictionary<string, List<object>> _streams = new(StringComparer.Ordinal);

    public async IAsyncEnumerable<TLine> ReadAsync<TLine>(
        string stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (_streams.TryGetValue(stream, out List<object>? lines))
        {
            foreach (TLine line in lines.Cast<TLine>())
            {
                yield return line;
            }
        }
    }

    public Task AppendAsync<TLine>(string stream, IReadOnlyCollection<TLine> lines, CancellationToken cancellationToken)
    {
        // Each stream has one writer at a time, and is read before or after it.
        _streams.GetOrAdd(stream, _ => []).AddRange(lines.Cast<object>());
        return Task.CompletedTask;
    }
}
