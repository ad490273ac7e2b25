using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Transfer.Copying;

namespace DtnBox.Transfer.Tests;

/// <summary>A ledger that keeps lines as the JSON that would be stored.</summary>
internal sealed class MemoryLedger : IChunkLedger
{
    private readonly ConcurrentDictionary<string, List<string>> _streams = new();

    /// <summary>Gets or sets what happens before lines are kept.</summary>
    public Func<string, Task> BeforeAppend { get; set; } = _ => Task.CompletedTask;

    public async IAsyncEnumerable<TLine> ReadAsync<TLine>(
        string stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (TLine line in Lines<TLine>(stream))
        {
            yield return line;
        }
    }

    public async Task AppendAsync<TLine>(
        string stream, IReadOnlyCollection<TLine> lines, CancellationToken cancellationToken)
    {
        await BeforeAppend(stream);
        cancellationToken.ThrowIfCancellationRequested();
        List<string> kept = _streams.GetOrAdd(stream, _ => []);
        lock (kept)
        {
            kept.AddRange(lines.Select(line => JsonSerializer.Serialize(line, ContractJson.Options)));
        }
    }

    public IReadOnlyList<TLine> Lines<TLine>(string stream)
    {
        if (!_streams.TryGetValue(stream, out List<string>? kept))
        {
            return [];
        }

        lock (kept)
        {
            return [.. kept.Select(line => JsonSerializer.Deserialize<TLine>(line, ContractJson.Options)!)];
        }
    }

    /// <summary>What a process would leave that died before these lines were stored.</summary>
    public void Forget<TLine>(string stream, Predicate<TLine> lost)
    {
        List<string> kept = _streams.GetOrAdd(stream, _ => []);
        lock (kept)
        {
            kept.RemoveAll(line => lost(JsonSerializer.Deserialize<TLine>(line, ContractJson.Options)!));
        }
    }
}
