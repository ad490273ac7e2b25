using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace DtnBox.CopyBench.Wan;

/// <summary>One direction of a connection: bytes come out the delay later, and not faster than the limit.</summary>
internal sealed class WanDirection(
    Socket from, Socket to, TimeSpan delay, double bytesPerSecond, Action<ReadOnlySpan<byte>> seen)
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>What is on the way at 30 MiB/s for 25 ms fits several times.</summary>
    private const int BuffersOnTheWay = 64;

    /// <summary>Timers are no finer; what is due sooner goes at once.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Channel<(byte[] Buffer, int Count, long Arrived)> _onTheWay =
        Channel.CreateBounded<(byte[], int, long)>(BuffersOnTheWay);

    public Task RunAsync(CancellationToken cancellationToken)
        => Task.WhenAll(ReceiveAsync(cancellationToken), SendAsync(cancellationToken));

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
                int count = await from.ReceiveAsync(buffer, cancellationToken);
                if (count == 0)
                {
                    return;
                }

                seen(buffer.AsSpan(0, count));
                await _onTheWay.Writer.WriteAsync((buffer, count, TimeProvider.System.GetTimestamp()), cancellationToken);
            }
        }
        finally
        {
            _onTheWay.Writer.Complete();
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        TimeSpan free = TimeSpan.Zero;
        await foreach ((byte[] buffer, int count, long arrived) in _onTheWay.Reader.ReadAllAsync(cancellationToken))
        {
            TimeSpan due = TimeProvider.System.GetElapsedTime(started, arrived) + delay;
            if (due < free)
            {
                due = free;
            }

            TimeSpan wait = due - TimeProvider.System.GetElapsedTime(started);
            if (wait > Tick)
            {
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
            }

            for (int sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), cancellationToken);
            }

            ArrayPool<byte>.Shared.Return(buffer);
            free = bytesPerSecond > 0 ? due + TimeSpan.FromSeconds(count / bytesPerSecond) : TimeSpan.Zero;
        }

        to.Shutdown(SocketShutdown.Send);
    }
}
