using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Faults;

/// <summary>A fault at some proxies that strikes every n-th request that it concerns.</summary>
internal static class Trouble
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    /// <summary>Causes it until so many requests were struck, or its time is over.</summary>
    /// <param name="proxies">Where.</param>
    /// <param name="concerns">Which requests.</param>
    /// <param name="fault">What befalls them, given what completes when the trouble is over.</param>
    /// <param name="every">Every how manieth of them.</param>
    /// <param name="times">How many of them.</param>
    /// <param name="longer">How long it lasts after the last was struck.</param>
    /// <returns>How many requests were struck.</returns>
    public static async Task<int> CauseAsync(
        IReadOnlyList<FaultProxy> proxies, Predicate<ProxiedRequest> concerns, Func<Task, Fault> fault, int every, int times, TimeSpan longer)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int count = 0;
        bool Strikes(ProxiedRequest request) => concerns(request) && Interlocked.Increment(ref count) % every == 0;
        FaultRule[] rules = [.. proxies.Select(proxy => proxy.Inject(Strikes, fault(over.Task), times))];
        int Hits() => rules.Sum(rule => rule.Hits);
        await Eventually.HappensWithinAsync(Longest, () => Hits() >= times);
        await Task.Delay(longer, TimeProvider.System);
        Array.ForEach(rules, rule => rule.Dispose());
        over.SetResult();
        return Hits();
    }
}
