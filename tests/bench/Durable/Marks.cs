using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace DtnBox.DurableBench;

/// <summary>Hears of what happens in the app, with the time at which it happened there.</summary>
/// <remarks>
/// Time is the machine's monotonic clock, which all processes share on Linux. Marks travel as datagrams of a local socket,
/// which loses none, past the host under measurement.
/// </remarks>
internal sealed class Marks : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<string, Channel<long>> _marks = new();
    private readonly Task _reading;

    public Marks()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"bench-{Guid.NewGuid():N}.socket");
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
        _reading = ReadAsync();
    }

    public string Path { get; }

    /// <summary>Gives the timestamp of the next mark of this name; each is given once.</summary>
    public Task<long> NextAsync(string mark, CancellationToken cancellationToken)
        => Find(mark).Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Deadline, TimeProvider.System, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _reading;
        File.Delete(Path);
    }

    private Channel<long> Find(string mark) => _marks.GetOrAdd(mark, _ => Channel.CreateUnbounded<long>());

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[1024];
        try
        {
            while (true)
            {
                int length = await _socket.ReceiveAsync(buffer);
                Find(Encoding.UTF8.GetString(buffer, sizeof(long), length - sizeof(long))).Writer.TryWrite(BitConverter.ToInt64(buffer));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: there is nobody left to hear.
        }
    }
}
