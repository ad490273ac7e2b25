using System.Buffers;

namespace DtnBox.Testing;

/// <summary>Copies a body in small pieces, so that limits and faults strike where they should.</summary>
internal sealed class BodyRelay(BandwidthLimit limit, Action<int> count)
{
    private const int PieceBytes = 32 * 1024;

    /// <summary>Stop after so many bytes by throwing <see cref="CutException"/>.</summary>
    public long CutAfter { get; init; } = long.MaxValue;

    /// <summary>After so many bytes, do nothing until the other side gives up.</summary>
    public long StallAfter { get; init; } = long.MaxValue;

    /// <summary>The byte to change; negative for none.</summary>
    public long CorruptAt { get; init; } = -1;

    public async Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            long position = 0;
            while (true)
            {
                long left = Math.Min(CutAfter, StallAfter) - position;
                if (left == 0)
                {
                    await to.FlushAsync(cancellationToken);
                    await EndHereAsync(cancellationToken);
                }

                int read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(PieceBytes, left)), cancellationToken);
                if (read == 0)
                {
                    return;
                }

                if (CorruptAt >= position && CorruptAt < position + read)
                {
                    buffer[CorruptAt - position] ^= 0xFF;
                }

                await limit.TakeAsync(read, cancellationToken);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                position += read;
                count(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task EndHereAsync(CancellationToken cancellationToken)
    {
        if (CutAfter <= StallAfter)
        {
            throw new CutException();
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    /// <summary>The fault asked for the connection to break here.</summary>
#pragma warning disable CA1032, CA1064 // Thrown and caught inside the proxy only.
    internal sealed class CutException() : IOException("Cut on purpose.");
#pragma warning restore CA1032, CA1064
}
