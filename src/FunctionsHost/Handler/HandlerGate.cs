namespace DtnBox.FunctionsHost.Handler;

/// <summary>Where invocations wait until a handler answers; open only while one does.</summary>
internal sealed class HandlerGate
{
    private readonly Lock sync = new();
    private TaskCompletionSource<Uri> opened = New();

    public bool IsOpen => opened.Task.IsCompletedSuccessfully;

    /// <summary>Gives the handler's base address as soon as it is ready.</summary>
    /// <exception cref="HandlerGoneException">The handler ended for good.</exception>
    public Task<Uri> WaitAsync(CancellationToken cancellationToken) => opened.Task.WaitAsync(cancellationToken);

    public void Open(Uri address) => opened.TrySetResult(address);

    public void Close()
    {
        lock (sync)
        {
            if (opened.Task.IsCompleted)
            {
                opened = New();
            }
        }
    }

    /// <summary>Fails every waiting and later invocation: the handler said by exit code 0 that it wants no more.</summary>
    public void Seal()
    {
        Close();
        opened.TrySetException(new HandlerGoneException());
        _ = opened.Task.Exception;
    }

    private static TaskCompletionSource<Uri> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

internal sealed class HandlerGoneException() : Exception("The handler ended with exit code 0 and is not started again.");
