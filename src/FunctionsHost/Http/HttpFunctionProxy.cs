using System.Diagnostics;
using System.Globalization;
using System.Net;
using DtnBox.FunctionsHost.Handler;
using Yarp.ReverseProxy.Forwarder;

namespace DtnBox.FunctionsHost.Http;

/// <summary>Streams a request to the handler and its answer back.</summary>
internal sealed partial class HttpFunctionProxy(
    IHttpForwarder forwarder,
    HandlerGate gate,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<HttpFunctionProxy> logger) : IDisposable
{
    // How long a request waits for a handler that is being restarted, before the client is asked to come back.
    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    // What the real host's proxy allows between two bytes.
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly ProxyTransformer _transformer = new();
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        // What the client sent is replaced by this host's own span, which is its child.
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
    });

    public async Task ForwardAsync(HttpContext context)
    {
        if (await FindHandlerAsync(context.RequestAborted) is not { } handler)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return;
        }

        // Long polls must not hold up the host when it stops.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        ForwarderError error = await forwarder.SendAsync(
            context, handler.GetLeftPart(UriPartial.Authority), _client, Config, _transformer, ends.Token);
        if (error != ForwarderError.None && !ends.IsCancellationRequested)
        {
            LogFailed(context.Request.Method, context.Request.Path, error);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Uri?> FindHandlerAsync(CancellationToken aborted)
    {
        using var hold = new CancellationTokenSource(HoldTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hold.Token, aborted, lifetime.ApplicationStopping);
        try
        {
            return await gate.WaitAsync(either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or HandlerGoneException)
        {
            return null;
        }
    }
}
