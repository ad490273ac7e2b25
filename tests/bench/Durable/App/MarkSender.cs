using System.Net.Sockets;
using System.Text;

namespace DtnBox.BenchApp;

/// <summary>Tells the bench what happens now: the machine's monotonic clock, and a text.</summary>
internal sealed class MarkSender : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);

    public MarkSender(string path) => _socket.Connect(new UnixDomainSocketEndPoint(path));

    public void Send(string mark)
        => _socket.Send([.. BitConverter.GetBytes(TimeProvider.System.GetTimestamp()), .. Encoding.UTF8.GetBytes(mark)]);

    public void Dispose() => _socket.Dispose();
}
