using System.Net.Sockets;

namespace DtnBox.Transfer.Stores;

/// <summary>A connection that acknowledges a short read at once instead of up to 40 ms later.</summary>
/// <remarks>
/// A store that sends a header and a small body in two writes and leaves Nagle's algorithm on, as Ceph RGW does unless
/// <c>tcp_nodelay=1</c> is set, holds the body back until the header is acknowledged (RFC 9293 §3.7.4), and the receiver
/// delays that acknowledgement (§3.8.6.3). Only Linux lets a program ask for it at once (tcp(7), TCP_QUICKACK), and only
/// for the moment: so after each read that may have been a header alone.
/// </remarks>
internal sealed class PromptConnection(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private const int TcpLevel = 6;
    private const int QuickAck = 12;

    /// <summary>A read of this many bytes or more holds a whole segment, which is acknowledged soon enough.</summary>
    private const int Short = 1460;

    private static readonly byte[] On = BitConverter.GetBytes(1);

    public static async ValueTask<Stream> OpenAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return OperatingSystem.IsLinux() ? new PromptConnection(socket) : new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await base.ReadAsync(buffer, cancellationToken);
        if (count is > 0 and < Short)
        {
            Acknowledge();
        }

        return count;
    }

    private void Acknowledge()
    {
        try
        {
            Socket.SetRawSocketOption(TcpLevel, QuickAck, On);
        }
        catch (SocketException)
        {
            // The connection broke after the read; the next read tells so.
        }
    }
}
