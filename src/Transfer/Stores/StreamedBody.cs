using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using DtnBox.Transfer.Tuning;

namespace DtnBox.Transfer.Stores;

/// <summary>A request body that is read from another store while it is sent, and hashed on the way.</summary>
internal sealed class StreamedBody(ObjectRead source, IncrementalHash hash, int bufferBytes, Passage? passage = null) : StoreBody
{
    protected override bool TryComputeLength(out long length)
    {
        length = source.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(bufferBytes, Math.Max(source.Length, 1)));
        try
        {
            int read;
            while ((read = await ReadSourceAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                for (int written = 0; written < read;)
                {
                    int count = await TakeAsync(read - written, cancellationToken);
                    Watch?.Renew();
                    await stream.WriteAsync(buffer.AsMemory(written, count), cancellationToken);
                    passage?.Moved(count);
                    written += count;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>How much of so many bytes may be written now.</summary>
    private ValueTask<int> TakeAsync(int wanted, CancellationToken cancellationToken)
    {
        if (passage is null || passage.IsOpen)
        {
            return ValueTask.FromResult(wanted);
        }

        // Waiting for a bandwidth cap is nobody's silence.
        Watch?.Suspend();
        return passage.TakeAsync(wanted, cancellationToken);
    }

    private async ValueTask<int> ReadSourceAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        Watch?.Suspend();
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (StoreException exception)
        {
            SourceFailure = exception;
            throw;
        }
        finally
        {
            Watch?.Renew();
        }
    }
}
