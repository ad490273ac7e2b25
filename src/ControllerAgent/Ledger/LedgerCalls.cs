using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Ledger;
using DtnBox.ControllerAgent.ControlPlane;

namespace DtnBox.ControllerAgent.Ledger;

/// <summary>The ledger calls of a command. Each is repeated until it is answered, or the command is abandoned.</summary>
internal sealed partial class LedgerCalls(
    ControlPlaneClient client, Patience patience, TimeProvider time, ILogger<LedgerCalls> logger)
{
    /// <summary>Stores the plan of a chunk. Storing it again replaces it.</summary>
    public Task StorePlanAsync(
        LeasedCommand lease, int chunk, IReadOnlyList<PlannedObject> objects, CancellationToken cancellationToken)
    {
        byte[] lines = JsonLines.PackOne(objects);
        long bytes = objects.Sum(planned => planned.Size);
        return PutLinesAsync(
            $"Storing the plan of chunk {chunk}",
            () =>
            {
                HttpRequestMessage request = Request(lease, HttpMethod.Put, $"chunks/{chunk}");
                request.Headers.Add("X-Chunk-Objects", $"{objects.Count}");
                request.Headers.Add("X-Chunk-Bytes", $"{bytes}");
                return request;
            },
            lines,
            cancellationToken);
    }

    /// <summary>Stores a page of extras. Storing it again replaces it.</summary>
    public Task StoreExtrasAsync(
        LeasedCommand lease, int page, IReadOnlyList<ExtraObject> extras, CancellationToken cancellationToken)
    {
        byte[] lines = JsonLines.PackOne(extras);
        return PutLinesAsync(
            $"Storing page {page} of the extras",
            () => Request(lease, HttpMethod.Put, $"extras/{page}"),
            lines,
            cancellationToken);
    }

    /// <summary>Stores a page of what the destination has. Storing it again replaces it.</summary>
    public Task StoreListedAsync(
        LeasedCommand lease, int page, IReadOnlyList<ListedObject> found, CancellationToken cancellationToken)
    {
        byte[] lines = JsonLines.PackOne(found);
        return PutLinesAsync(
            $"Storing page {page} of the destination's listing",
            () => Request(lease, HttpMethod.Put, $"listed/{page}"),
            lines,
            cancellationToken);
    }

    /// <summary>Appends one gzip member of lines to a stream.</summary>
    public Task AppendAsync(LeasedCommand lease, string stream, byte[] member, CancellationToken cancellationToken)
        => PutLinesAsync(
            $"Appending to {stream} of {lease.Id}",
            () => Request(lease, HttpMethod.Post, $"ledger/{stream}"),
            member,
            cancellationToken);

    /// <summary>Reads the lines under a path of the command; none when nothing is there.</summary>
    /// <remarks>
    /// What is read only ever grows, so after an answer that broke off the same lines come first: they are read past.
    /// </remarks>
    public async IAsyncEnumerable<TLine> ReadAsync<TLine>(
        LeasedCommand lease, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long given = 0;
        for (int failures = 0; ; failures++)
        {
            using HttpResponseMessage? response = await OpenAsync(lease, path, cancellationToken);
            if (response is null)
            {
                yield break;
            }

            using var lines = new LineReader<TLine>(
                path, await response.Content.ReadAsStreamAsync(cancellationToken), time);
            await lines.SkipAsync(given, cancellationToken);
            while (lines.BrokeOff is null && await lines.MoveNextAsync(cancellationToken))
            {
                given++;
                yield return lines.Current;
            }

            if (lines.BrokeOff is not { } reason)
            {
                yield break;
            }

            TimeSpan delay = Patience.Delay(failures);
            LogBrokeOff(path, lease.Id, reason, delay);
            await Task.Delay(delay, time, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage?> OpenAsync(
        LeasedCommand lease, string path, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await patience.UntilAnsweredAsync(
            $"Reading {path} of {lease.Id}",
            cancel => client.SendAsync(() => Request(lease, HttpMethod.Get, path), cancel, mayBeMissing: true),
            cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return response;
        }

        response.Dispose();
        return null;
    }

    private Task<HttpStatusCode> PutLinesAsync(
        string operation, Func<HttpRequestMessage> makeRequest, byte[] member, CancellationToken cancellationToken)
        => patience.UntilAnsweredAsync(
            operation,
            async cancel =>
            {
                using HttpResponseMessage response = await client.SendAsync(
                    () =>
                    {
                        HttpRequestMessage request = makeRequest();
                        request.Content = new ByteArrayContent(member);
                        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
                        request.Content.Headers.ContentEncoding.Add("gzip");
                        return request;
                    },
                    cancel);
                return response.StatusCode;
            },
            cancellationToken);

    private static HttpRequestMessage Request(LeasedCommand lease, HttpMethod method, string path)
        => new(method, new Uri($"api/v1/agent/commands/{Uri.EscapeDataString(lease.Id)}/{path}", UriKind.Relative))
        {
            Headers = { { "X-Lease-Id", lease.LeaseId } },
        };
}
