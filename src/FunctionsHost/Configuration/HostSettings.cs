using System.Text.RegularExpressions;

namespace DtnBox.FunctionsHost.Configuration;

/// <summary>What host.json says, with the real host's defaults.</summary>
internal sealed partial record HostSettings(
    string ExecutablePath,
    string WorkingDirectory,
    IReadOnlyList<string> Arguments,
    bool ProxiesHttpRequests,
    TimeSpan InitializationTimeout,
    TimeSpan? FunctionTimeout,
    string RoutePrefix,
    string HubName,
    string ConnectionName,
    int MaxConcurrentActivities,
    int MaxConcurrentOrchestrators,
    bool StoresInputsInHistory,
    OrchestrationVersioning Versioning)
{
    private static readonly TimeSpan DefaultInitializationTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultFunctionTimeout = TimeSpan.FromMinutes(30);

    public static HostSettings Read(string appFolder)
    {
        JsonSection host = JsonSection.Read(Path.Combine(appFolder, "host.json"));
        if (host["version"].Text() != "2.0")
        {
            throw host["version"].Fault("is not \"2.0\"", "Write \"version\": \"2.0\"");
        }

        JsonSection description = host["customHandler"]["description"];
        JsonSection executable = description["defaultExecutablePath"];
        JsonSection durable = host["extensions"]["durableTask"];
        JsonSection storage = durable["storageProvider"];
        int perCore = 10 * Environment.ProcessorCount;
        return new HostSettings(
            executable.Text() is { Length: > 0 } path
                ? path
                : throw executable.Fault("is missing", "Name the handler executable, relative to the app folder"),
            description["workingDirectory"].Text() ?? "",
            [.. description["arguments"].Items().Select(item => item.Text() ?? "")],
            host["customHandler"]["enableProxyingHttpRequest"].Flag() ?? false,
            Positive(host["customHandler"]["initializationTimeout"], DefaultInitializationTimeout),
            Timeout(host["functionTimeout"]),
            (host["extensions"]["http"]["routePrefix"].Text() ?? "api").Trim('/'),
            Hub(durable["hubName"]),
            storage["connectionName"].Text() ?? storage["connectionStringName"].Text() ?? "AzureWebJobsStorage",
            durable["maxConcurrentActivityFunctions"].PositiveNumber() ?? perCore,
            durable["maxConcurrentOrchestratorFunctions"].PositiveNumber() ?? perCore,
            durable["storeInputsInOrchestrationHistory"].Flag() ?? false,
            OrchestrationVersioning.Read(durable));
    }

    private static TimeSpan? Timeout(JsonSection section)
        => section.Exists && section.Text() == "-1" ? null : Positive(section, DefaultFunctionTimeout, ", or -1 for none");

    private static TimeSpan Positive(JsonSection section, TimeSpan byDefault, string alternative = "")
    {
        TimeSpan duration = section.Duration() ?? byDefault;
        return duration > TimeSpan.Zero
            ? duration
            : throw section.Fault("is not positive", $"Write hh:mm:ss{alternative}");
    }

    private static string Hub(JsonSection section)
    {
        string name = section.Text() ?? "TestHubName";
        return ValidHubName().IsMatch(name)
            ? name
            : throw section.Fault($"is '{name}'", "Use 3 to 45 letters and digits, beginning with a letter");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValidHubName();
}
