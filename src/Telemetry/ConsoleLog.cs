using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace DtnBox.Telemetry;

/// <summary>The log on the console: a line for each event, as text or, with the standard setting, as JSON.</summary>
internal static class ConsoleLog
{
    private const string Section = "Logging:Console";
    private const string FormatterName = $"{Section}:FormatterName";
    private const string FormatterOptions = $"{Section}:FormatterOptions";

    public static void AddConsoleLog(this IHostApplicationBuilder builder)
    {
        // Below everything else in the configuration: a default set in code would win over what the user wrote.
        bool json = builder.Configuration[FormatterName] == ConsoleFormatterNames.Json;
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                [FormatterName] = ConsoleFormatterNames.Simple,
                [$"{FormatterOptions}:SingleLine"] = "true",
                [$"{FormatterOptions}:UseUtcTimestamp"] = "true",
                [$"{FormatterOptions}:TimestampFormat"] = json ? "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ",
                // In text they would make every line three times as long.
                [$"{FormatterOptions}:IncludeScopes"] = json ? "true" : "false",
            },
        });
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddConsole();
        // The slim web builder fixes the simple formatter in code.
        IConfiguration configuration = builder.Configuration;
        builder.Services.PostConfigure<ConsoleLoggerOptions>(options => options.FormatterName = configuration[FormatterName]);
        builder.Logging.Configure(options =>
            options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
    }
}
