using System.Net;
using System.Net.Sockets;

namespace DtnBox.CopyBench.Wan;

/// <summary>The long way to a store, as a process of its own: <c>wan PORT DELAY_MS BYTES_PER_SECOND RESET_EVERY</c>.</summary>
internal static class WanProgram
{
    public const string Name = "wan";

    /// <summary>What it says, with its address behind, when it can be connected to.</summary>
    private const string Listening = "listening on ";

    public static Task<HelperProcess> StartAsync(
        Uri store, TimeSpan delay, long bytesPerSecond, int resetEvery, CancellationToken cancellationToken)
        => HelperProcess.StartAsync(
            [Name, $"{store.Port}", $"{delay.TotalMilliseconds}", $"{bytesPerSecond}", $"{resetEvery}"], Listening, cancellationToken);

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var path = new WanPath(
            new IPEndPoint(IPAddress.Loopback, int.Parse(args[0])),
            TimeSpan.FromMilliseconds(double.Parse(args[1])),
            double.Parse(args[2]),
            int.Parse(args[3]));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 512);
        await Console.Out.WriteLineAsync($"{Listening}http://{listener.LocalEndpoint}/");
        while (true)
        {
            Socket client = await listener.AcceptSocketAsync(cancellationToken);
            _ = path.CarryAsync(client, cancellationToken);
        }
    }
}
