namespace DtnBox.Transfer.Stores;

/// <summary>An object, or a range of it, while it is read.</summary>
public sealed class ObjectRead : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _body;
    private readonly IdleWatch _watch;
    private readonly StoreCall _call;
    private readonly TimeSpan _idleTimeout;
    private long _unread;

    internal ObjectRead(
        HttpResponseMessage response, Stream body, IdleWatch watch, StoreCall call, TimeSpan idleTimeout, long length)
    {
        _response = response;
        _body = body;
        _watch = watch;
        _call = call;
        _idleTimeout = idleTimeout;
        _unread = Length = length;
        Head = ObjectHead.Of(response);
        _watch.Suspend();
    }

    /// <summary>Gets what the store said about the whole object.</summary>
    public ObjectHead Head { get; }

    /// <summary>Gets how many bytes this read gives.</summary>
    public long Length { get; }

    /// <summary>Reads on; 0 only after <see cref="Length"/> bytes.</summary>
    /// <exception cref="StoreException">The store went silent, or the body ended early.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_unread == 0)
        {
            return 0;
        }

        int read;
        _watch.Renew();
        try
        {
            read = await _body.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _unread)], _watch.Token);
        }
        catch (OperationCanceledException) when (_watch.Expired && !cancellationToken.IsCancellationRequested)
        {
            throw StoreFaults.Silent(_call, _idleTimeout, answered: true);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            throw StoreFaults.Broken(_call, exception.GetBaseException().Message, exception);
        }

        // Whoever takes the bytes may take his time: the watch looks at the store only.
        _watch.Suspend();
        _unread -= read;
        return read > 0 ? read : throw StoreFaults.Broken(_call, $"the body ended {_unread} bytes early", inner: null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _body.DisposeAsync();
        _response.Dispose();
        _watch.Dispose();
    }
}
