using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DtnBox.Telemetry;

/// <summary>What a program shows of itself: the console log, and OTLP when somebody wants it.</summary>
public static class TelemetrySetup
{
    private const string Sampler = "OTEL_TRACES_SAMPLER";

    /// <summary>A header of every request to Azure Storage, and of no other.</summary>
    private const string StorageHeader = "x-ms-version";

    /// <summary>The standard variables by which OpenTelemetry is told where to send to; one of them switches it on.</summary>
    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    /// <summary>Writes the log to the console, and sends traces, metrics and logs over OTLP if an endpoint is configured.</summary>
    /// <remarks>
    /// Every activity source and meter whose name begins with <c>DtnBox.</c> takes part. Without an endpoint nothing of
    /// OpenTelemetry is registered. Call it when the configuration has all its sources.
    /// </remarks>
    /// <param name="serviceName">The <c>service.name</c>; fixed, because programs share their environment.</param>
    /// <param name="tracing">What else makes spans here.</param>
    public static TBuilder AddDtnBoxTelemetry<TBuilder>(
        this TBuilder builder, string serviceName, Action<TracerProviderBuilder>? tracing = null)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddConsoleLog();
        if (!IsWanted(builder.Configuration))
        {
            return builder;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName, serviceVersion: Version()))
            .WithTracing(traces =>
            {
                // Calls to storage are counted, not traced: there are several to each step of each command.
                traces.AddSource("DtnBox.*").AddHttpClientInstrumentation(calls =>
                    calls.FilterHttpRequestMessage = request => !request.Headers.Contains(StorageHeader));
                if (string.IsNullOrEmpty(builder.Configuration[Sampler]))
                {
                    traces.SetSampler(new ParentBasedSampler(new AskedForSampler()));
                }

                tracing?.Invoke(traces);
            })
            .WithMetrics(meters => meters
                .AddMeter("DtnBox.*", "Microsoft.AspNetCore.Hosting", "System.Net.Http")
                .AddRuntimeInstrumentation())
            .WithLogging(null, logs => logs.IncludeScopes = true)
            .UseOtlpExporter();
        return builder;
    }

    /// <summary>Tells whether an OTLP endpoint is configured.</summary>
    public static bool IsWanted(IConfiguration configuration)
        => Endpoints.Any(name => !string.IsNullOrEmpty(configuration[name]));

    private static string Version() => Assembly.GetEntryAssembly()!
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
