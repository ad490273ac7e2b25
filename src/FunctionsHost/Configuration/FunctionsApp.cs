using System.Collections;
using System.Net;

namespace DtnBox.FunctionsHost.Configuration;

/// <summary>Everything the host knows before it starts: the app folder read, checked and joined with the settings.</summary>
internal sealed record FunctionsApp(
    HostArguments Arguments,
    HostSettings Host,
    AppSettings Settings,
    IReadOnlyList<FunctionDefinition> Functions,
    string StorageConnectionString,
    string? SystemKey)
{
    private const string DevelopmentStorage =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + "BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;"
        + "QueueEndpoint=http://127.0.0.1:10001/devstoreaccount1;"
        + "TableEndpoint=http://127.0.0.1:10002/devstoreaccount1;";

    public static FunctionsApp Load(HostArguments arguments, IDictionary environment)
    {
        HostSettings host = HostSettings.Read(arguments.AppFolder);
        AppSettings settings = AppSettings.Load(arguments.AppFolder, environment);
        string? systemKey = settings["DTNBOX_SYSTEM_KEY"];
        if (systemKey is null && !IPAddress.IsLoopback(arguments.Address))
        {
            throw new AppConfigurationException(
                "environment", "DTNBOX_SYSTEM_KEY", $"is not set, and --address {arguments.Address} is not loopback",
                "Set it to a long random text: whoever reaches the management API can run any orchestration");
        }

        var app = new FunctionsApp(
            arguments,
            host,
            settings,
            FunctionJson.ReadAll(arguments.AppFolder, host, settings),
            ConnectionString(host, settings),
            systemKey);
        return app.FindExecutable() is not null
            ? app
            : throw new AppConfigurationException(
                "host.json", "customHandler.description.defaultExecutablePath",
                $"names '{host.ExecutablePath}', which is neither in the app nor on PATH", "Publish the app first");
    }

    /// <summary>Finds the handler in the app or, for a bare name, on PATH; null when it is in neither.</summary>
    public string? FindExecutable()
    {
        string root = Path.Combine(Arguments.AppFolder, Settings.Expand(Host.WorkingDirectory));
        string name = Settings.Expand(Host.ExecutablePath);
        IEnumerable<string> onPath = Path.GetFileName(name) == name ? (Settings["PATH"] ?? "").Split(Path.PathSeparator) : [];
        return onPath.Prepend(root).Select(folder => Path.GetFullPath(Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    public OrchestratorFunction? FindOrchestrator(string name)
        => Functions.OfType<OrchestratorFunction>()
            .FirstOrDefault(function => string.Equals(function.Alias, name, StringComparison.OrdinalIgnoreCase));

    public ActivityFunction? FindActivity(string name)
        => Functions.OfType<ActivityFunction>()
            .FirstOrDefault(function => string.Equals(function.Alias, name, StringComparison.OrdinalIgnoreCase));

    private static string ConnectionString(HostSettings host, AppSettings settings)
    {
        string value = settings[host.ConnectionName] ?? throw new AppConfigurationException(
            "local.settings.json", $"Values.{host.ConnectionName}", "is missing",
            "Write a storage connection string, or UseDevelopmentStorage=true for Azurite on its usual ports");
        // The emulator's short form means the usual ports; the client libraries disagree on what else it may hold.
        return value.Trim().TrimEnd(';').Equals("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase)
            ? DevelopmentStorage
            : value;
    }
}
