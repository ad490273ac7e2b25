using System.Collections.Concurrent;

namespace DtnBox.DurableBench.Handler;

/// <summary>Counts how often activities of an instance ran.</summary>
internal sealed class RunCounter
{
    private readonly ConcurrentDictionary<string, int> _runs = new();

    public int Next(string instanceId) => _runs.AddOrUpdate(instanceId, 1, (_, runs) => runs + 1);
}
