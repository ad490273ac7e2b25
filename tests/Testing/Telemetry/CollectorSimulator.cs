using System.Collections.Concurrent;
using DtnBox.Testing.Telemetry.Protocol;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DtnBox.Testing.Telemetry;

/// <summary>A simulator of an OpenTelemetry collector: takes OTLP over HTTP and keeps what it was sent.</summary>
public sealed class CollectorSimulator : IAsyncDisposable
{
    private readonly WebApplication _web;

    private CollectorSimulator(WebApplication web) => _web = web;

    public ConcurrentQueue<SeenSpan> Spans { get; } = new();

    public ConcurrentQueue<SeenMetric> Metrics { get; } = new();

    public ConcurrentQueue<SeenLog> Logs { get; } = new();

    /// <summary>Gets what tells a program to send everything here, soon.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _web.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
    };

    public static async Task<CollectorSimulator> StartAsync(CancellationToken cancellationToken = default)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication web = builder.Build();
        var collector = new CollectorSimulator(web);
        web.MapPost("/v1/traces", context => TakeAsync(context, ExportTraceServiceRequest.Parser, collector.Take));
        web.MapPost("/v1/metrics", context => TakeAsync(context, ExportMetricsServiceRequest.Parser, collector.Take));
        web.MapPost("/v1/logs", context => TakeAsync(context, ExportLogsServiceRequest.Parser, collector.Take));
        await web.StartAsync(cancellationToken);
        return collector;
    }

    /// <summary>Gives the spans of a trace.</summary>
    public IReadOnlyList<SeenSpan> Trace(string traceId) => [.. Spans.Where(span => span.TraceId == traceId)];

    /// <summary>Gives the span and all above it, the topmost last.</summary>
    public IReadOnlyList<SeenSpan> PathUp(SeenSpan span)
    {
        ArgumentNullException.ThrowIfNull(span);
        Dictionary<string, SeenSpan> byId = Trace(span.TraceId).ToDictionary(other => other.SpanId);
        List<SeenSpan> path = [span];
        while (byId.TryGetValue(path[^1].ParentId, out SeenSpan? parent))
        {
            path.Add(parent);
        }

        return path;
    }

    public async ValueTask DisposeAsync() => await _web.DisposeAsync();

    private static async Task TakeAsync<T>(HttpContext context, MessageParser<T> parser, Action<T> take)
        where T : IMessage<T>
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        take(parser.ParseFrom(body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }

    private void Take(ExportTraceServiceRequest request)
    {
        foreach (ResourceSpans source in request.ResourceSpans)
        {
            foreach (Span span in source.ScopeSpans.SelectMany(scope => scope.Spans))
            {
                Spans.Enqueue(new SeenSpan(
                    Service(source.Resource),
                    span.Name,
                    Hex(span.TraceId),
                    Hex(span.SpanId),
                    Hex(span.ParentSpanId),
                    span.Attributes.ToDictionary(attribute => attribute.Key, attribute => Text(attribute.Value))));
            }
        }
    }

    private void Take(ExportMetricsServiceRequest request)
    {
        foreach (ResourceMetrics source in request.ResourceMetrics)
        {
            foreach (Metric metric in source.ScopeMetrics.SelectMany(scope => scope.Metrics))
            {
                Metrics.Enqueue(new SeenMetric(Service(source.Resource), metric.Name, metric.Unit));
            }
        }
    }

    private void Take(ExportLogsServiceRequest request)
    {
        foreach (ResourceLogs source in request.ResourceLogs)
        {
            foreach (LogRecord log in source.ScopeLogs.SelectMany(scope => scope.LogRecords))
            {
                Logs.Enqueue(new SeenLog(Service(source.Resource), Text(log.Body), Hex(log.TraceId)));
            }
        }
    }

    private static string Service(Resource resource)
        => Text(resource.Attributes.Single(attribute => attribute.Key == "service.name").Value);

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string Text(AnyValue? value) => value switch
    {
        null => string.Empty,
        { HasStringValue: true } => value.StringValue,
        { HasIntValue: true } => $"{value.IntValue}",
        { HasBoolValue: true } => $"{value.BoolValue}",
        _ => $"{value.DoubleValue}",
    };
}
