using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace DtnBox.Telemetry.Tests;

public sealed class TelemetrySetupTests
{
    [Fact]
    public void Add_NoEndpoint_RegistersNothingOfOpenTelemetry()
    {
        using IHost host = Build();
        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT")]
    public void Add_AnEndpoint_SwitchesItOn(string variable)
    {
        using IHost host = Build((variable, "http://127.0.0.1:9"));
        Assert.NotNull(host.Services.GetService<TracerProvider>());
        Assert.NotNull(host.Services.GetService<MeterProvider>());
    }

    [Fact]
    public void Console_ByDefault_IsOneLineOfText()
    {
        using IHost host = Build();
        Assert.Equal(
            ConsoleFormatterNames.Simple, host.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
        SimpleConsoleFormatterOptions options =
            host.Services.GetRequiredService<IOptions<SimpleConsoleFormatterOptions>>().Value;
        Assert.True(options is { SingleLine: true, UseUtcTimestamp: true, IncludeScopes: false });
    }

    [Fact]
    public void Console_AsJson_HasScopesAndUtcTimes()
    {
        using IHost host = Build(("Logging:Console:FormatterName", "json"));
        Assert.Equal(
            ConsoleFormatterNames.Json, host.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
        JsonConsoleFormatterOptions options = host.Services.GetRequiredService<IOptions<JsonConsoleFormatterOptions>>().Value;
        Assert.True(options is { UseUtcTimestamp: true, IncludeScopes: true, TimestampFormat: not null });
    }

    [Fact]
    public void Console_WhatTheUserSets_Wins()
    {
        using IHost host = Build(
            ("Logging:Console:FormatterName", "json"), ("Logging:Console:FormatterOptions:IncludeScopes", "false"));
        Assert.False(host.Services.GetRequiredService<IOptions<JsonConsoleFormatterOptions>>().Value.IncludeScopes);
    }

    [Theory]
    [InlineData(ActivityKind.Client, SamplingDecision.Drop)]
    [InlineData(ActivityKind.Server, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Internal, SamplingDecision.RecordAndSample)]
    [InlineData(ActivityKind.Consumer, SamplingDecision.RecordAndSample)]
    public void Sampler_FirstSpanOfATrace_CallsOnOnesOwnAccountAreDropped(ActivityKind kind, SamplingDecision expected)
        => Assert.Equal(
            expected,
            new AskedForSampler().ShouldSample(
                new SamplingParameters(default, ActivityTraceId.CreateRandom(), "any", kind)).Decision);

    private static IHost Build(params (string Name, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.AddDtnBoxTelemetry("dtnbox-test");
        return builder.Build();
    }
}
