using DtnBox.Testing;

namespace DtnBox.DurableBench.Figures;

/// <summary>Orchestrations that wait for an event.</summary>
internal static class Waiters
{
    private const int Clients = 16;

    /// <summary>Starts as many and returns when all of them wait.</summary>
    public static async Task<string[]> StartAsync(FunctionsHostProcess host, int count, CancellationToken cancellationToken)
    {
        string[] ids = [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid().ToString("N"))];
        await EachAsync(ids, id => host.Orchestrations.StartAsync("Waiter", 0, id), cancellationToken);
        // It runs from its first turn on, which ends with the wait.
        await EachAsync(ids, id => host.Orchestrations.BecomesAsync(id, "Running"), cancellationToken);
        return ids;
    }

    public static Task RaiseAsync(FunctionsHostProcess host, string[] ids, CancellationToken cancellationToken)
        => EachAsync(ids, id => host.Orchestrations.RaiseAsync(id, "go", 0), cancellationToken);

    private static Task EachAsync(string[] ids, Func<string, Task> act, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        ids,
        new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellationToken },
        async (id, _) => await act(id));
}
