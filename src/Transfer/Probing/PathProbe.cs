using System.Net;
using System.Net.Sockets;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Probing;

/// <summary>Measures the way to a store with plain requests; they need no rights.</summary>
public static class PathProbe
{
    private const int Samples = 5;

    private static readonly TimeSpan SampleTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Connects five times, then asks five times over one warm connection. Any HTTP answer counts.</summary>
    /// <exception cref="StoreException">The store cannot be reached.</exception>
    public static async Task<ProbePathResult> MeasureAsync(
        ProbePathInput input, StoreConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        string bucket = input.Destination.Bucket;
        var call = new StoreCall("measure the path to", connection.Endpoint, bucket);
        using var timeout = new CancellationTokenSource(SampleTimeout * Samples * 2, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            double[] connects = await SampleAsync(() => ConnectAsync(connection.Endpoint, linked.Token), time);
            using var http = new HttpClient(new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                ActivityHeadersPropagator = null,
                SslOptions = new StoreTrust(connection).NewOptions(),
            });
            Uri address = StoreAddress.Of(connection, bucket, key: "").Uri;

            // The first request opens the connection and is not counted.
            await AskAsync(http, address, linked.Token);
            double[] answers = await SampleAsync(() => AskAsync(http, address, linked.Token), time);
            return new ProbePathResult(connects.Min(), answers.Order().ElementAt(Samples / 2));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw StoreFaults.Silent(call, SampleTimeout, answered: false);
        }
        catch (SocketException exception)
        {
            throw StoreFaults.FromFailure(
                call, new HttpRequestException(HttpRequestError.ConnectionError, exception.Message, exception));
        }
        catch (HttpRequestException exception)
        {
            throw StoreFaults.FromFailure(call, exception);
        }
    }

    private static async Task<double[]> SampleAsync(Func<Task> measured, TimeProvider time)
    {
        double[] samples = new double[Samples];
        for (int i = 0; i < Samples; i++)
        {
            long started = time.GetTimestamp();
            await measured();
            samples[i] = time.GetElapsedTime(started).TotalMilliseconds;
        }

        return samples;
    }

    private static async Task ConnectAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        EndPoint target = IPAddress.TryParse(endpoint.DnsSafeHost, out IPAddress? address)
            ? new IPEndPoint(address, endpoint.Port)
            : new DnsEndPoint(endpoint.DnsSafeHost, endpoint.Port);
        await socket.ConnectAsync(target, cancellationToken);
    }

    private static async Task AskAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using HttpResponseMessage response = await http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }
}
