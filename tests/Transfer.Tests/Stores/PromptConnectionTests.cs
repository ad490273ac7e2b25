using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Stores;

/// <summary>Asks the kernel what it has not yet heard of: RFC 9293's unacknowledged segments, in struct tcp_info.</summary>
public sealed class PromptConnectionTests
{
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int UnacknowledgedAt = 24;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_ShortAnswersOnABusyConnection_AreAcknowledgedAtOnce()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var uri = new Uri($"http://{listener.LocalEndpoint}/");
        using var http = new StoreHttp(
            new StoreConnection(uri, "us-east-1", AddressingStyle.Path, "key", "secret"), new TransferOptions());
        Task<HttpResponseMessage> opening = http.Client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using Socket server = await listener.AcceptSocketAsync(Cancel);
        await using var answers = new NetworkStream(server);
        await AnswerAsync(answers, Cancel);
        (await opening).Dispose();

        // A connection acknowledges its first answers at once anyway; one that goes to and fro begins to delay.
        for (int request = 0; request < 30; request++)
        {
            Task<HttpResponseMessage> asking = http.Client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, Cancel);
            await AnswerAsync(answers, Cancel);
            (await asking).Dispose();
            Assert.Equal(0u, Unacknowledged(server));
        }
    }

    private static async Task AnswerAsync(NetworkStream answers, CancellationToken cancellationToken)
    {
        byte[] request = new byte[4096];
        int length = 0;
        do
        {
            length += await answers.ReadAsync(request.AsMemory(length), cancellationToken);
        }
        while (!request.AsSpan(0, length).EndsWith("\r\n\r\n"u8));
        await answers.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), cancellationToken);
    }

    private static uint Unacknowledged(Socket socket)
    {
        byte[] info = new byte[104];
        socket.GetRawSocketOption(TcpLevel, TcpInfo, info);
        return BinaryPrimitives.ReadUInt32LittleEndian(info.AsSpan(UnacknowledgedAt));
    }
}
