namespace DtnBox.FunctionsHost.Handler;

/// <summary>Where invocations wait until a handler answers; open only while one does.</summary>
internal sealed class HandlerGate
{
    private readonly Lock _sync = new();
    private TaskCompletionSource<Uri> _opened = New();

    public bool IsOpen => _opened.Task.IsCompletedSuccessfully;

    /// <summary>Gives the handler's base address as soon as it is ready.</summary>
    /// <exception cref="HandlerGoneException">The handler ended for good.</exception>
    public Task<Uri> WaitAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);

    public void Open(Uri address) => _opened.TrySetResult(address);

    public void Close()
    {
        lock (_sync)
        {
            if (_opened.Task.IsCompleted)
            {
                _opened = New();
            }
        }
    }

    /// <summary>Fails every waiting and later invocation: the handler said by exit code 0 that it wants no more.</summary>
    public void Seal()
    {
        Close();
        _opened.TrySetException(new HandlerGoneException());
        _ = _opened.Task.Exception;
    }

    private static TaskCompletionSource<Uri> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

internal sealed class HandlerGoneException() : Exception("The handler ended with exit code 0 and is not started again.");
