using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace DtnBox.Testing;

/// <summary>The server behind a <see cref="FaultProxy"/>.</summary>
internal sealed class Upstream(Uri server, BandwidthLimit limit) : IDisposable
{
    // What belongs to one connection and not to the message (RFC 9110 section 7.6.1). Expect is answered by each hop.
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect",
    };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        // No headers of our own: the server has to see what the client signed.
        ActivityHeadersPropagator = null,
    });

    public void Dispose() => _client.Dispose();

    public async Task RelayAsync(HttpContext context, ProxiedRequest request)
    {
        using HttpRequestMessage outgoing = NewRequest(context, request);
        using HttpResponseMessage answer = await _client.SendAsync(outgoing, context.RequestAborted);
        request.UpstreamStatus = (int)answer.StatusCode;
        if (request.Fault is Fault.LoseAnswer)
        {
            ConnectionReset.Send(context);
            return;
        }

        HttpResponse response = context.Response;
        response.StatusCode = (int)answer.StatusCode;
        CopyHeaders(answer.Headers, response.Headers);
        CopyHeaders(answer.Content.Headers, response.Headers);
        if (request.Fault is Fault.AddHeader added)
        {
            response.Headers[added.Name] = added.Value;
        }

        if (!HttpMethods.IsHead(request.Method))
        {
            await using Stream body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
            await ResponseRelay(request).CopyAsync(body, response.Body, context.RequestAborted);
        }

        await response.CompleteAsync();
        request.Delivered = true;
    }

    private static void CopyHeaders(HttpHeaders from, IHeaderDictionary to)
    {
        foreach ((string name, HeaderStringValues values) in from.NonValidated)
        {
            if (!HopByHop.Contains(name))
            {
                to[name] = new StringValues([.. values]);
            }
        }
    }

    private HttpRequestMessage NewRequest(HttpContext context, ProxiedRequest request)
    {
        // Keys hold dots, %2F and worse: the path goes on exactly as it came.
        var exact = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var target = new Uri(server.GetLeftPart(UriPartial.Authority) + request.RawTarget, exact);
        var outgoing = new HttpRequestMessage(new HttpMethod(request.Method), target);
        if (context.Request.ContentLength is not null || context.Request.Headers.TransferEncoding.Count > 0)
        {
            outgoing.Content = new RelayedContent(
                context.Request.Body, context.Request.ContentLength, RequestRelay(request), context.RequestAborted);
        }

        foreach ((string name, StringValues values) in context.Request.Headers)
        {
            if (!HopByHop.Contains(name) && !outgoing.Headers.TryAddWithoutValidation(name, (string?[])values!))
            {
                outgoing.Content?.Headers.TryAddWithoutValidation(name, (string?[])values!);
            }
        }

        return outgoing;
    }

    private BodyRelay RequestRelay(ProxiedRequest request) => new(limit, request.CountSent)
    {
        CutAfter = request.Fault is Fault.ResetDuringRequest reset ? reset.AfterBytes : long.MaxValue,
    };

    private BodyRelay ResponseRelay(ProxiedRequest request) => new(limit, request.CountReceived)
    {
        CutAfter = request.Fault is Fault.ResetDuringResponse reset ? reset.AfterBytes : long.MaxValue,
        StallAfter = request.Fault is Fault.StallResponse stall ? stall.AfterBytes : long.MaxValue,
        CorruptAt = request.Fault is Fault.CorruptResponse corrupt ? corrupt.AtByte : -1,
    };
}
