using System.Net;
using System.Net.Sockets;

namespace DtnBox.CopyBench.Wan;

/// <summary>Carries connections to a store with delay, with a limit on each, and with resets.</summary>
/// <param name="store">Where to.</param>
/// <param name="delay">One way.</param>
/// <param name="bytesPerSecond">Of each connection, each way; 0 for no limit.</param>
/// <param name="resetEvery">Every so many-th request, its connection is reset in the middle of it; 0 for never.</param>
internal sealed class WanPath(IPEndPoint store, TimeSpan delay, double bytesPerSecond, int resetEvery)
{
    private int _requests;

    public async Task CarryAsync(Socket client, CancellationToken cancellationToken)
    {
        using Socket near = client;
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        near.NoDelay = far.NoDelay = true;
        try
        {
            // The handshake of a real connection takes one round trip before the first byte leaves.
            await Task.Delay(2 * delay, TimeProvider.System, end.Token);
            await far.ConnectAsync(store, end.Token);
            var requests = new RequestCounter(IsToBeReset);
            var there = new WanDirection(near, far, delay, bytesPerSecond, requests.Sent);
            var back = new WanDirection(far, near, delay, bytesPerSecond, requests.Answered);
            Task[] both = [there.RunAsync(end.Token), back.RunAsync(end.Token)];
            await await Task.WhenAny(both);
            await Task.WhenAll(both);
        }
        catch (Exception broken) when (broken is SocketException or OperationCanceledException)
        {
            // Either side may leave at any time; the other is told by a reset.
            near.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        finally
        {
            await end.CancelAsync();
        }
    }

    private bool IsToBeReset() => resetEvery > 0 && Interlocked.Increment(ref _requests) % resetEvery == 0;
}
