using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace DtnBox.Testing;

/// <summary>
/// An HTTP proxy in front of an S3 server (or any other) that passes requests on as they are – raw path, headers and
/// Host, which the signature covers – records them, and breaks those a test picks.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Upstream _upstream;
    private readonly BandwidthLimit _limit = new();
    private readonly ConcurrentQueue<ProxiedRequest> _requests = new();
    private readonly ConcurrentQueue<FaultRule> _rules = new();

    private FaultProxy(Uri server)
    {
        _upstream = new Upstream(server, _limit);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        _app = builder.Build();
        _app.Run(HandleAsync);
    }

    /// <summary>Where clients connect.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>All requests so far, in order of arrival.</summary>
    public IReadOnlyList<ProxiedRequest> Requests => [.. _requests];

    /// <summary>Body bytes per second over all connections and both directions. No limit at first.</summary>
    public long BytesPerSecond
    {
        get => _limit.BytesPerSecond;
        set => _limit.BytesPerSecond = value;
    }

    /// <summary>Whether requests are read whole before they are passed on, so that rules can look at their bodies.</summary>
    public bool ReadsBodies { get; set; }

    public static async Task<FaultProxy> StartAsync(Uri server, CancellationToken cancellationToken = default)
    {
        var proxy = new FaultProxy(server);
        await proxy._app.StartAsync(cancellationToken);
        return proxy;
    }

    /// <summary>
    /// From now on, does this to the requests that match, at most so many times. The first rule that matches counts.
    /// </summary>
    public FaultRule Inject(Predicate<ProxiedRequest> match, Fault fault, int times = int.MaxValue)
    {
        var rule = new FaultRule(match, fault, times);
        _rules.Enqueue(rule);
        return rule;
    }

    /// <summary>Forgets the requests so far.</summary>
    public void ClearRequests() => _requests.Clear();

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _upstream.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new ProxiedRequest(context.Request.Method, target, context.Request.Headers);
        if (ReadsBodies)
        {
            context.Request.EnableBuffering();
            using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
            request.Body = await reader.ReadToEndAsync(context.RequestAborted);
            context.Request.Body.Position = 0;
        }

        request.Fault = _rules.Select(rule => rule.Strike(request)).FirstOrDefault(fault => fault is not null);
        _requests.Enqueue(request);
        try
        {
            await HandleAsync(context, request);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            // One side is gone, or the fault asked for it: the other side has to see a broken connection, not an answer.
            ConnectionReset.Send(context);
        }
        finally
        {
            request.Ended = true;
        }
    }

    private async Task HandleAsync(HttpContext context, ProxiedRequest request)
    {
        CancellationToken aborted = context.RequestAborted;
        switch (request.Fault)
        {
            case Fault.Answer answer:
                // A client may be unable to read an answer while it still sends.
                await context.Request.Body.CopyToAsync(Stream.Null, aborted);
                context.Response.StatusCode = answer.Status;
                context.Response.ContentType = answer.ContentType;
                if (answer.RetryAfter is { } wait)
                {
                    context.Response.Headers.RetryAfter = $"{(int)wait.TotalSeconds}";
                }

                await context.Response.WriteAsync(HttpMethods.IsHead(request.Method) ? "" : answer.Body, aborted);
                return;
            case Fault.ResetBeforeRequest:
                ConnectionReset.Send(context);
                return;
            case Fault.Delay delay:
                await Task.Delay(delay.Time, TimeProvider.System, aborted);
                break;
            case Fault.HoldUntil hold:
                await hold.Release.WaitAsync(aborted);
                break;
            default:
                break;
        }

        await _upstream.RelayAsync(context, request);
    }
}
