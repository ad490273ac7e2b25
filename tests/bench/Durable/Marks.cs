using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace DtnBox.DurableBench;

/// <summary>Hears of what happens in the handler, with the time at which it happened there.</summary>
/// <remarks>
/// Time is the machine's monotonic clock, which all processes share on Linux. Marks travel as datagrams of a local socket,
/// which loses none, past the host under measurement.
/// </remarks>
internal sealed class Marks : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> _marks = new();
    private readonly Task _reading;

    public Marks()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"bench-{Guid.NewGuid():N}.socket");
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
        _reading = ReadAsync();
    }

    public string Path { get; }

    /// <summary>Gives the timestamp of the first mark of this name.</summary>
    public Task<long> SeesAsync(string mark, CancellationToken cancellationToken)
        => Find(mark).Task.WaitAsync(Deadline, TimeProvider.System, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _reading;
        File.Delete(Path);
    }

    private TaskCompletionSource<long> Find(string mark)
        => _marks.GetOrAdd(mark, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[1024];
        try
        {
            while (true)
            {
                int length = await _socket.ReceiveAsync(buffer);
                Find(Encoding.UTF8.GetString(buffer, sizeof(long), length - sizeof(long)))
                    .TrySetResult(BitConverter.ToInt64(buffer));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: there is nobody left to hear.
        }
    }
}
