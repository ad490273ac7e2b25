namespace DtnBox.FunctionsHost.Handler;

/// <summary>Where invocations wait until a handler answers; open only while one does.</summary>
internal sealed class HandlerGate
{
    private readonly Lock _sync = new();
    private TaskCompletionSource<Uri> _opened = New();
    private bool _isSealed;

    /// <summary>Gives the handler's base address as soon as it is ready.</summary>
    /// <exception cref="HandlerGoneException">The handler ended for good.</exception>
    public Task<Uri> WaitAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);

    /// <summary>Tells whether invocations go to the handler at this address.</summary>
    public bool LeadsTo(Uri address)
    {
        Task<Uri> opened = _opened.Task;
        return opened.IsCompletedSuccessfully && opened.Result == address;
    }

    public void Open(Uri address) => _opened.TrySetResult(address);

    public void Close()
    {
        lock (_sync)
        {
            if (_opened.Task.IsCompleted && !_isSealed)
            {
                _opened = New();
            }
        }
    }

    /// <summary>Fails every waiting and later invocation: the handler said by exit code 0 that it wants no more.</summary>
    public void Seal()
    {
        Close();
        lock (_sync)
        {
            _isSealed = true;
            _opened.TrySetException(new HandlerGoneException());
            _ = _opened.Task.Exception;
        }
    }

    private static TaskCompletionSource<Uri> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

internal sealed class HandlerGoneException() : Exception("The handler ended with exit code 0 and is not started again.");
