using System.Net.Http.Headers;
using DtnBox.FunctionsHost.Handler;
using Yarp.ReverseProxy.Forwarder;

namespace DtnBox.FunctionsHost.Http;

/// <summary>Passes a request on as it is, with the marks that only a Functions host sets.</summary>
/// <remarks>A handler tells public requests from the host's invocations by these marks, so a client's own are replaced.</remarks>
internal sealed class ProxyTransformer : HttpTransformer
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const string ForwardedHost = "X-Forwarded-Host";
    private const string ForwardedProto = "X-Forwarded-Proto";
    private const string ForwardedPrefix = "X-Forwarded-Prefix";

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext,
        HttpRequestMessage proxyRequest,
        string destinationPrefix,
        CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        string invocation = Guid.NewGuid().ToString();
        HttpRequest request = httpContext.Request;
        HttpRequestHeaders headers = proxyRequest.Headers;
        headers.Remove(ForwardedPrefix);
        Set(headers, HostMarks.InvocationId, invocation);
        Set(headers, HostMarks.ProxiedInvocationId, invocation);
        Set(headers, HostMarks.HostVersion, HostMarks.Version);
        Set(headers, ForwardedFor, httpContext.Connection.RemoteIpAddress?.ToString() ?? "");
        Set(headers, ForwardedHost, request.Host.ToUriComponent());
        Set(headers, ForwardedProto, request.Scheme);
        // Unset, the Host header becomes the handler's own authority, as behind the real host.
        headers.Host = null;
    }

    private static void Set(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }
}
