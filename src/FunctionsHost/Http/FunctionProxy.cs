namespace DtnBox.FunctionsHost.Http;

/// <summary>Runs an HTTP function: its call goes over RPC, its request and response stream to and from the worker's own server.</summary>
/// <remarks>The worker joins the two by the invocation's id, and waits 5 seconds for the one that comes second.</remarks>
internal sealed partial class FunctionProxy(
    IHttpForwarder forwarder, WorkerSupervisor workers, FunctionCalls calls, TimeProvider time, ILogger<FunctionProxy> logger) : IDisposable
{
    // How long a request waits for a worker that is being restarted, before the client is asked to come back.
    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(5);
    // What the real host's proxy allows between two bytes.
    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false, UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None,
        // What the client sent is replaced by this host's own span, which is its child.
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
    });

    public async Task HandleAsync(HttpContext context, string function)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        RunningWorker worker;
        try
        {
            worker = await workers.WorkerAsync(ends.Token).WaitAsync(HoldTime, time, ends.Token);
        }
        catch (TimeoutException)
        {
            await Problem.NotReadyAsync(context);
            return;
        }

        InvocationRequest request = await calls.RequestAsync(worker.Functions[function], new() { Http = new() }, ends.Token);
        request.TriggerMetadata.Add(context.Request.RouteValues.ToDictionary(pair => pair.Key, pair => new TypedData { String = $"{pair.Value}" }));
        Task<StatusResult?> call = FunctionCalls.InvokeAsync(worker, request, ends.Token)
            .ContinueWith(ended => ended.IsCompletedSuccessfully ? ended.Result.Result : null, TaskScheduler.Default);
        ForwarderError error = await forwarder.SendAsync(
            context, worker.HttpAddress.GetLeftPart(UriPartial.Authority), _client, Config, new Transformer(request.InvocationId));
        if (error == ForwarderError.None)
        {
            // One that failed before it wrote anything leaves an empty 200 behind, which has not been sent yet.
            await ((await call)?.Status == StatusResult.Types.Status.Success
                ? Task.CompletedTask
                : Problem.WriteAsync(context, 500, "The function failed", "The host's log has the reason."));
            return;
        }

        // A function without its request would wait for it.
        await ends.CancelAsync();
        if (!context.RequestAborted.IsCancellationRequested)
        {
            LogFailed(context.Request.Method, context.Request.Path, error);
            await (IsTooLarge(context.GetForwarderErrorFeature()?.Exception)
                ? Problem.TooLargeAsync(context)
                : Problem.WriteAsync(context, 502, "The app did not answer", $"The request was not carried through: {error}."));
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool IsTooLarge(Exception? exception)
        => exception is BadHttpRequestException { StatusCode: 413 } || (exception is not null && IsTooLarge(exception.InnerException));

    /// <summary>Passes a request on as it is, with what only a Functions host says: a client's own word for it is replaced.</summary>
    private sealed class Transformer(string invocationId) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(
            HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            // Unset, the Host header becomes the worker's own authority, as behind the real host.
            proxyRequest.Headers.Host = null;
            proxyRequest.Headers.Remove("X-Forwarded-Prefix");
            foreach ((string name, string? value) in ((string, string?)[])
            [
                ("x-ms-invocation-id", invocationId), ("X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString()),
                ("X-Forwarded-Host", httpContext.Request.Host.ToUriComponent()), ("X-Forwarded-Proto", httpContext.Request.Scheme),
            ])
            {
                proxyRequest.Headers.Remove(name);
                proxyRequest.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
