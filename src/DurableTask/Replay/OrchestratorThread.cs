namespace DtnBox.DurableTask.Replay;

/// <summary>The one logical thread of an orchestration: its code runs only inside <see cref="Run"/>.</summary>
/// <remarks>
/// Continuations of the context's own tasks come back here, in order. One from elsewhere (<c>Task.Run</c>,
/// <c>Task.Delay</c>, I/O) would run at a different moment on replay, so it is not run but reported.
/// </remarks>
internal sealed class OrchestratorThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private volatile int _threadId;
    private volatile bool _foreignContinuation;

    public bool SawForeignContinuation => _foreignContinuation;

    /// <summary>Runs a step, and then all that it made ready, until nothing is left to run.</summary>
    public void Run(Action step)
    {
        SynchronizationContext? outer = Current;
        SetSynchronizationContext(this);
        _threadId = Environment.CurrentManagedThreadId;
        try
        {
            step();
            RunReady();
        }
        finally
        {
            _threadId = 0;
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Within a step: runs all that it has made ready so far.</summary>
    public void RunReady()
    {
        while (_ready.TryDequeue(out (SendOrPostCallback Callback, object? State) next))
        {
            next.Callback(next.State);
        }
    }

    /// <exception cref="InvalidOperationException">The caller is not the orchestration's code in its turn.</exception>
    public void Verify()
    {
        if (_threadId != Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException(
                "The orchestration context was used outside of the orchestrator's own thread. Do not use Task.Run or"
                + " ConfigureAwait(false) in an orchestrator, and do not keep its context.");
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (_threadId == Environment.CurrentManagedThreadId)
        {
            _ready.Enqueue((d, state));
        }
        else
        {
            _foreignContinuation = true;
        }
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        Verify();
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;
}
