using System.IO.Compression;
using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.ControlPlane;

namespace DtnBox.ControllerAgent.Receipts;

/// <summary>Reads the receipt that a command asks to sign.</summary>
internal sealed class ReceiptCalls(ControlPlaneClient client, Patience patience, TimeProvider time)
{
    /// <summary>The control plane writes a receipt when it is first asked for it, which takes a while for millions of objects.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ReadTimeout = TimeSpan.FromMinutes(30);

    /// <summary>Reads it as often as it takes to read it whole.</summary>
    /// <param name="read">Reads one answer from its beginning.</param>
    public Task<T> ReadAsync<T>(
        LeasedCommand lease, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        => patience.UntilAnsweredAsync(
            $"Reading the receipt for {lease.Id}",
            async cancel =>
            {
                using HttpResponseMessage response = await client.SendAsync(() => Request(lease), cancel, AnswerTimeout);
                using var limit = new CancellationTokenSource(ReadTimeout, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
                try
                {
                    await using Stream packed = await response.Content.ReadAsStreamAsync(either.Token);
                    await using var plain = new GZipStream(packed, CompressionMode.Decompress);
                    return await read(plain, either.Token);
                }
                catch (Exception broken) when (broken is IOException or HttpRequestException or InvalidDataException)
                {
                    throw new NotNowException($"the receipt broke off: {broken.Message}", cause: broken);
                }
                catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
                {
                    throw new NotNowException($"the receipt did not come within {ReadTimeout.TotalMinutes:0} minutes");
                }
            },
            cancellationToken);

    private static HttpRequestMessage Request(LeasedCommand lease)
        => new(HttpMethod.Get, new Uri($"api/v1/agent/commands/{Uri.EscapeDataString(lease.Id)}/receipt", UriKind.Relative))
        {
            Headers = { { "X-Lease-Id", lease.LeaseId } },
        };
}
