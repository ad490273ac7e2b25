namespace DtnBox.FunctionsHost.Configuration;

/// <summary>Settings that suit one host on one machine, each with what was measured.</summary>
/// <remarks>host.json is stronger, except for what is there for Azure; <c>AzureFunctionsJobHost__...</c> variables beat all.</remarks>
internal static class SingleNodeDefaults
{
    /// <summary>The root of all that host.json and its variables say, in the real host's configuration and in this one's.</summary>
    public const string Root = "AzureFunctionsJobHost";

    public const string Durable = $"{Root}:extensions:durableTask";

    public const string Storage = $"{Durable}:storageProvider";

    private static readonly Dictionary<string, string?> BelowHostJson = new()
    {
        // Without it a stop drops running activities, which come back only after the visibility timeout.
        [$"{Durable}:useGracefulShutdown"] = "true",
        // How long activities in flight wait after the host was killed: 302 s by default, 21 s with this. Renewed while one runs.
        [$"{Storage}:workItemQueueVisibilityTimeout"] = "00:00:20",
        // The same for turns; the extension refuses less than a minute. After a stop in order it counts too: 57 s.
        [$"{Storage}:controlQueueVisibilityTimeout"] = "00:01:00",
        // How late new work is noticed after a quiet time, 30 s by default; polling costs 5 % of a core in Azurite either way.
        [$"{Storage}:maxQueuePollingInterval"] = "00:00:01",
        // Logs with nothing to act on, or nothing that the worker does not say too; Azure's are answers 409, "already there".
        ["Logging:LogLevel:Azure"] = "Error", ["Logging:LogLevel:DurableTask"] = "Warning", ["Logging:LogLevel:Function"] = "None",
        ["Logging:LogLevel:Host"] = "Warning", ["Logging:LogLevel:Host.Results"] = "None", ["Logging:LogLevel:Yarp"] = "Error",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning", ["Logging:LogLevel:Microsoft.Azure.WebJobs"] = "Warning",
        ["Logging:LogLevel:Microsoft.Extensions.Hosting"] = "None", ["Logging:LogLevel:Grpc"] = "Warning",
    };

    private static readonly Dictionary<string, string?> AboveHostJson = new()
    {
        // More partitions are for more hosts, and each is polled. The number cannot be changed on an existing hub.
        [$"{Storage}:partitionCount"] = "1",
        // This is about Application Insights, and warns at every start where that is not set up. The spans themselves are made
        // for whoever listens, and leave here over OTLP.
        [$"{Durable}:tracing:distributedTracingEnabled"] = "true",
        [$"{Durable}:tracing:version"] = "None",
        // The WebJobs SDK has another name for the root; Microsoft's host renames it too, hence the name of the variables.
        ["AzureWebJobsConfigurationSection"] = Root,
    };

    /// <summary>Puts together what counts, the strongest last.</summary>
    public static IConfigurationRoot Combine(IConfiguration hostJson, IReadOnlyDictionary<string, string> settings)
        => new ConfigurationBuilder()
            .AddInMemoryCollection(BelowHostJson)
            .AddInMemoryCollection(hostJson.AsEnumerable().Select(pair => KeyValuePair.Create($"{Root}:{pair.Key}", pair.Value)))
            .AddInMemoryCollection(AboveHostJson)
            .AddInMemoryCollection(settings.Select(pair =>
                KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)))
            .Build();
}
