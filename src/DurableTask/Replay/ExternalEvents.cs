namespace DtnBox.DurableTask.Replay;

/// <summary>Events from outside, and the code that waits for them. Names ignore case; payloads are JSON text.</summary>
/// <remarks>
/// Early events queue up, oldest first. Waits are served newest first, so that a wait which lost a race and was
/// abandoned does not take the event that a later one needs.
/// </remarks>
internal sealed class ExternalEvents
{
    private readonly OrderedDictionary<string, Queue<string?>> _early = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);

    public bool AnyWaiter => _waiters.Count > 0;

    /// <exception cref="ArgumentException">An open wait for this name expects another type of payload.</exception>
    public Task<string?> WaitFor(string name, Type payloadType, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<string?>(cancellationToken);
        }

        if (_early.TryGetValue(name, out Queue<string?>? queue))
        {
            string? payload = queue.Dequeue();
            if (queue.Count == 0)
            {
                _early.Remove(name);
            }

            return Task.FromResult(payload);
        }

        var waiter = new Waiter(payloadType, new TaskCompletionSource<string?>());
        AddWaiter(name, waiter);
        cancellationToken.Register(() =>
        {
            RemoveWaiter(name, waiter);
            waiter.Source.TrySetCanceled(cancellationToken);
        });
        return waiter.Source.Task;
    }

    public void Raise(string name, string? payload)
    {
        if (_waiters.TryGetValue(name, out List<Waiter>? waiters))
        {
            Waiter newest = waiters[^1];
            RemoveWaiter(name, newest);
            newest.Source.TrySetResult(payload);
        }
        else if (_early.TryGetValue(name, out Queue<string?>? queue))
        {
            queue.Enqueue(payload);
        }
        else
        {
            _early.Add(name, new Queue<string?>([payload]));
        }
    }

    /// <summary>Takes all events that nobody waited for, grouped by name in order of first arrival.</summary>
    public IReadOnlyList<(string Name, string? Payload)> TakeEarly()
    {
        (string, string?)[] events = [.. _early.SelectMany(
            group => group.Value, (group, payload) => (group.Key, payload))];
        _early.Clear();
        return events;
    }

    private void AddWaiter(string name, Waiter waiter)
    {
        if (!_waiters.TryGetValue(name, out List<Waiter>? waiters))
        {
            _waiters.Add(name, [waiter]);
            return;
        }

        if (waiters[^1].PayloadType != waiter.PayloadType)
        {
#pragma warning disable MA0015 // Type and text are those of the official worker; a parameter's name would change both.
            throw new ArgumentException(
                "Events with the same name must have the same type argument."
                + $" Expected {waiters[^1].PayloadType} but was requested {waiter.PayloadType}.");
#pragma warning restore MA0015
        }

        waiters.Add(waiter);
    }

    private void RemoveWaiter(string name, Waiter waiter)
    {
        if (_waiters.TryGetValue(name, out List<Waiter>? waiters) && waiters.Remove(waiter) && waiters.Count == 0)
        {
            _waiters.Remove(name);
        }
    }

    private sealed class Waiter(Type payloadType, TaskCompletionSource<string?> source)
    {
        public Type PayloadType { get; } = payloadType;

        public TaskCompletionSource<string?> Source { get; } = source;
    }
}
