using System.Collections.Concurrent;

namespace DtnBox.Functions.Commands;

/// <summary>Wakes long-polls of this process when a command for their node was stored here.</summary>
/// <remarks>A hint only: another instance may have stored it, so whoever waits also looks from time to time.</remarks>
internal sealed class CommandSignals(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>A task that ends with the next signal; take it before looking, so that nothing falls between.</summary>
    public Task Next(string nodeId) => _waiting.GetOrAdd(
        nodeId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Signal(string nodeId)
    {
        if (_waiting.TryRemove(nodeId, out TaskCompletionSource? waiters))
        {
            waiters.TrySetResult();
        }
    }

    /// <summary>Waits for the signal or for the time, whichever comes first.</summary>
    public async Task WaitAsync(Task signal, TimeSpan longest, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(signal, Task.Delay(longest, time, end.Token));
        await end.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
